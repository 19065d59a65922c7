package graph_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

// plantChanges is what became of the plant since spring: Bea left, Una moved, Zoe came, Dora came round, and Fred met her.
const plantChanges = `
MATCH (a:Account {id: 'acc_plant'}), (b:Account {id: 'acc_firm'}), (deal:Opportunity {id: 'opp_deal'}),
  (dora:Contact {id: 'con_dora'})-[now:INVOLVED_IN]->(deal), (cid:Contact {id: 'con_cid'})-[knows:KNOWS]->(eva:User {id: 'usr_eva'}), (fred:User {id: 'usr_fred'}),
  (una:Contact {id: 'con_una'})-[clerk:HOLDS]->(desk:Position {id: 'pos_clerk'})-[line:REPORTS_TO]->(:Position), (boss:Position {id: 'pos_boss'}), (driver:Position {id: 'pos_empty'})
SET now.since = date('2026-09-01'), knows.since = date('2026-08-20'), knows.lastContact = date('2026-10-05'),
  clerk.until = date('2026-07-15'), line.until = date('2026-08-01')
CREATE (dora)-[:INVOLVED_IN {roles: ['decisionMaker'], attitude: 'neutral', influence: 3, politicalStatus: 'innerCircle', until: date('2026-09-01')}]->(deal),
  (una)-[:HOLDS {primary: true, since: date('2026-07-15')}]->(driver), (desk)-[:REPORTS_TO {id: 'rel_new', line: 'solid', since: date('2026-08-01')}]->(boss),
  (:Contact:Person {id: 'con_zoe', name: 'Zoe'})-[:HOLDS {primary: true, since: date('2026-05-01')}]->(:Position {id: 'pos_aide', title: 'Aide', placeholder: false, assistant: true})-[:AT {since: date('2026-04-01')}]->(a),
  (:Position {id: 'pos_analyst', title: 'Analyst', placeholder: false, assistant: false})-[:AT {since: date('2026-07-01')}]->(a),
  (dora)-[:KNOWS {id: 'tie_6', strength: 0.4, muted: false, since: date('2026-10-10')}]->(fred),
  (cid)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'cid@plant.example'}), (cid)-[:HAS_EMAIL {index: 1}]->(office:Email {address: 'office@plant.example'}), (una)-[:HAS_EMAIL {index: 0}]->(office),
  (eva)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'eva@us.example'})
WITH a, b
MATCH (paul:Contact {id: 'con_paul'})-[:HOLDS]->(:Position), (u:User)
CREATE (paul)-[:HAS_EMAIL {index: 0}]->(:Email {address: u.id + '@firm.example'})
SET u.belongsTo = [u.id], a.belongsTo = ['usr_eva'], b.belongsTo = ['usr_fred'], paul.belongsTo = ['@usr_fred', '@', '*']
WITH DISTINCT 1 AS _
MATCH (n:Contact|Opportunity) WHERE n.belongsTo IS NULL
SET n.belongsTo = ['@usr_eva', '@', '*']
WITH DISTINCT 1 AS _
MATCH (:Contact)-[k:KNOWS]->(:Person)
SET k.status = 'asserted'`

func codes(gaps []graph.Gap) (all []string) {
	for _, gap := range gaps {
		all = append(all, gap.Code)
	}
	return all
}

func TestWhatAWebPageAsks(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, plant, nil)
	storetest.Put(t, plantChanges, nil)
	g, ctx, all := on(t, s, "2026-11-21"), context.Background(), access.System()
	repRights := access.Builtin()["rep"]
	rep := access.Viewer{UserID: "usr_eva", Rights: &repRights}

	t.Run("brief", func(t *testing.T) {
		cid, err := g.Brief(ctx, all, "con_cid", graph.BriefOptions{OpportunityID: "opp_deal"})
		require.NoError(t, err)
		require.Equal(t, graph.Person{ID: "con_cid", Kind: "contact", Name: "Cid", Title: ptr("Lead"), AccountID: ptr("acc_plant"), AccountName: ptr("Plant")}, cid.Person)
		require.Equal(t, []string{"cid@plant.example", "office@plant.example"}, cid.Emails)
		require.Equal(t, "pos_lead", cid.Seat.PositionID)
		dora := graph.Person{ID: "con_dora", Kind: "contact", Name: "Dora", Title: ptr("Boss"), AccountID: ptr("acc_plant"), AccountName: ptr("Plant")}
		require.Equal(t, []graph.BriefSeat{{PositionID: "pos_boss", Title: ptr("Boss"), Holders: []graph.Person{dora}}}, cid.Chain)
		require.Equal(t, []graph.BriefSeat{}, cid.Reports)
		require.Equal(t, []string{"champion"}, cid.InDeal.Roles)
		require.Equal(t, []graph.BriefTie{{User: graph.Named{ID: "usr_eva", Name: "Eva"}, Strength: ptr(0.8), Band: "strong", Since: date(t, "2026-08-20"),
			LastContact: date(t, "2026-10-05"), LastQuarter: ptr("2026-Q4")}}, cid.KnownBy)
		require.Equal(t, "Eva", cid.WayIn.Introducer.Name)
		require.Len(t, cid.WayIn.Hops, 1)
		require.Equal(t, 1, cid.FormerColleagueCount, "Bea, whom Fred knows; with Dora he still works, and none of us knows Una")
		require.Equal(t, "Bea", cid.FormerColleagues[0].Person.Name)
		require.Equal(t, date(t, "2026-06-01"), cid.FormerColleagues[0].Overlaps[0].To)
		require.Equal(t, "Plant", cid.Companies[0].Account.Name)
		require.Equal(t, []string{"noPhone"}, codes(cid.Unknown), "the tie says when Eva last met him")

		boss, err := g.Brief(ctx, all, "con_dora", graph.BriefOptions{})
		require.NoError(t, err)
		require.Equal(t, 3, boss.DirectReports)
		require.Equal(t, []string{"Buyer", "Clerk", "Lead"}, []string{*boss.Reports[0].Title, *boss.Reports[1].Title, *boss.Reports[2].Title})
		require.True(t, boss.Reports[0].Vacant)
		require.Nil(t, boss.LastContact, "that of next year is none yet")

		una, err := g.Brief(ctx, all, "con_una", graph.BriefOptions{})
		require.NoError(t, err)
		require.Nil(t, una.WayIn)
		require.Equal(t, []string{"noPhone", "notPlaced", "unknownAttitude", "nobodyKnows", "noContact"}, codes(una.Unknown))
		require.Equal(t, "Where Una stands in the chart of Plant is not known.", una.Unknown[1].Text)
		then, err := g.Brief(ctx, all, "con_una", graph.BriefOptions{AsOf: date(t, "2026-05-20")})
		require.NoError(t, err)
		require.Equal(t, []string{"Buyer", "Boss"}, []string{*then.Chain[0].Title, *then.Chain[1].Title}, "she was a clerk then")

		// Others than its user see of a tie what all may; who does not see a contact, an account or another's tie finds none of it.
		fred, err := g.Brief(ctx, user("usr_fred"), "con_cid", graph.BriefOptions{})
		require.NoError(t, err)
		require.Equal(t, graph.BriefTie{User: graph.Named{ID: "usr_eva", Name: "Eva"}, Strength: ptr(0.8), Band: "strong", Since: date(t, "2026-07-01"), LastQuarter: ptr("2026-Q4")}, fred.KnownBy[0])
		_, err = g.Brief(ctx, rep, "con_paul", graph.BriefOptions{})
		require.True(t, problem.Is(err, problem.KindNotFound))
		_, err = g.Brief(ctx, all, "usr_eva", graph.BriefOptions{})
		require.True(t, problem.Is(err, problem.KindNotFound))
		_, err = g.Brief(ctx, all, "con_cid", graph.BriefOptions{OpportunityID: "opp_none"})
		require.True(t, problem.Is(err, problem.KindNotFound))
		own, err := g.Brief(ctx, rep, "con_dora", graph.BriefOptions{})
		require.NoError(t, err)
		require.Len(t, own.KnownBy, 1, "not Fred's tie")

		meeting, err := g.Briefs(ctx, rep, []string{" Office@plant.example", "nobody@plant.example", "eva@us.example", "usr_fred@firm.example"}, graph.BriefOptions{})
		require.NoError(t, err)
		require.Len(t, meeting.Items, 5)
		require.Equal(t, []string{"Cid", "Una"}, []string{meeting.Items[0].Contact.Person.Name, meeting.Items[1].Contact.Person.Name}, "they share it")
		require.Equal(t, []graph.BriefOf{{Email: "nobody@plant.example"}, {Email: "eva@us.example", User: &graph.Named{ID: "usr_eva", Name: "Eva"}},
			{Email: "usr_fred@firm.example"}}, meeting.Items[2:], "Paul is at a firm that Eva does not see")
	})

	t.Run("differences", func(t *testing.T) {
		from, to := *date(t, "2026-03-01"), *date(t, "2026-11-21")
		plant, err := g.AccountDifferences(ctx, all, "acc_plant", from, to)
		require.NoError(t, err)
		var texts []string
		for _, item := range plant.Items {
			texts = append(texts, item.Kind+": "+item.Text)
			require.Equal(t, "graph", item.Source)
		}
		require.Equal(t, []string{
			"departure: Bea left Plant as Buyer on 2026-06-01.",
			"health: Deal is better: amber now, and was red.",
			"attitude: Dora is a supporter in Deal now, and was neutral.",
			"arrival: Zoe is new at Plant as Aide on 2026-05-01.",
			"move: Una moved from Clerk to Driver on 2026-07-15.",
			"tie: Fred knows Dora now.",
			"tie: Eva knows Cid now.",
			"manager: Clerk reports to Dora (Boss) now on 2026-08-01; before that to Bea (Buyer).",
			"seatOpened: A new seat: Analyst on 2026-07-01.",
		}, texts)
		require.Nil(t, plant.Items[0].People[0].AccountID, "she works nowhere that is known")
		require.Equal(t, date(t, "2026-09-01"), plant.Items[2].On)
		require.Equal(t, []any{ptr("neutral"), ptr("supporter")}, []any{plant.Items[2].Before, plant.Items[2].After})
		require.Equal(t, []string{"Dora", "Fred"}, []string{plant.Items[5].People[0].Name, plant.Items[5].People[1].Name})
		same, err := g.AccountDifferences(ctx, all, "acc_plant", *date(t, "2026-11-20"), to)
		require.NoError(t, err)
		require.Equal(t, []graph.Difference{}, same.Items)

		deal, err := g.OpportunityDifferences(ctx, all, "opp_deal", from, to)
		require.NoError(t, err)
		texts = nil
		for _, item := range deal.Items {
			texts = append(texts, item.Text)
		}
		require.Equal(t, []string{
			"Deal is better: amber now, and was red.", "Dora is a supporter in Deal now, and was neutral.", "Bea is no longer Buyer at Plant.",
			"Eva knows Cid now.", "Fred knows Dora now.", "Bea does not report to Dora any more on 2026-06-01.",
		}, texts)

		own, err := g.AccountDifferences(ctx, rep, "acc_plant", from, to)
		require.NoError(t, err)
		for _, item := range own.Items {
			require.NotContains(t, item.Text, "Fred")
		}
		_, err = g.AccountDifferences(ctx, rep, "acc_firm", from, to)
		require.True(t, problem.Is(err, problem.KindNotFound))
		_, err = g.OpportunityDifferences(ctx, all, "opp_none", from, to)
		require.True(t, problem.Is(err, problem.KindNotFound))
	})

	t.Run("portfolio", func(t *testing.T) {
		list := graph.ListOptions{Sort: "name", Limit: 1}
		first, err := g.Portfolio(ctx, all, graph.PortfolioOptions{List: list, CompareTo: date(t, "2026-03-01")})
		require.NoError(t, err)
		require.Len(t, first.Items, 1)
		require.Equal(t, "Firm", first.Items[0].Account.Name)
		require.Nil(t, first.Items[0].NextAction)
		require.Equal(t, []graph.Difference{}, first.Items[0].Changes)
		list.Cursor = first.NextCursor
		second, err := g.Portfolio(ctx, all, graph.PortfolioOptions{List: list, CompareTo: date(t, "2026-03-01")})
		require.NoError(t, err)
		require.Empty(t, second.NextCursor)
		row := second.Items[0]
		require.Equal(t, []graph.Amount{{Currency: ptr("EUR"), Value: 500.5}, {Currency: ptr("USD"), Value: 7}}, row.ValueWon)
		require.Equal(t, 2, row.OpenDeals)
		require.Equal(t, "opp_void", row.WorstDeal.Opportunity.ID)
		require.Equal(t, graph.KnownOfAll{Known: 2, All: 2}, row.KeyPlayers)
		require.Equal(t, []graph.ThreadDeal{}, row.SingleThreads, "Fred knows Dora too")
		require.Equal(t, 9, row.ChangeCount)
		require.Equal(t, "Bea", row.Changes[0].People[0].Name)
		require.Equal(t, "graph", row.Changes[8].Source)
		require.Equal(t, &graph.NextAction{Code: "replaceDeparted", Text: "Bea, a key player in Deal, left Plant on 2026-06-01. Find out who follows.",
			ContactIDs: []string{"con_bea"}, OpportunityID: ptr("opp_deal")}, row.NextAction)

		mine, err := g.Portfolio(ctx, rep, graph.PortfolioOptions{List: graph.ListOptions{OwnerID: ptr("me"), Sort: "name", Limit: 50}, AsOf: date(t, "2026-05-01")})
		require.NoError(t, err)
		require.Len(t, mine.Items, 1)
		require.Equal(t, "Plant", mine.Items[0].Account.Name)
		require.Equal(t, "findDecider", mine.Items[0].NextAction.Code, "Bea was there; nobody is known in the empty deal")
		now, err := g.Portfolio(ctx, rep, graph.PortfolioOptions{List: graph.ListOptions{Sort: "name", Limit: 50}})
		require.NoError(t, err)
		require.Len(t, now.Items, 1, "Firm is not seen")
		require.Equal(t, "Our support hangs on Eva alone: nobody else of us knows Dora or Cid.", now.Items[0].SingleThreads[0].Text, "of whom Eva sees")
		require.Equal(t, graph.KnownOfAll{Known: 1, All: 2}, now.Items[0].KeyPlayers)
	})
}
