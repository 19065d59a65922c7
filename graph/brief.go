package graph

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	briefsRead      = cypher.Must("read/briefs")
	peopleOfEmails  = cypher.Must("read/people_of_emails")
	colleaguesKnown = cypher.Must("read/colleagues_known")
)

// Brief is one page on a contact: who it is, how we get to them, and what is not known yet.
type Brief struct {
	Person               Person            `json:"person"`
	AsOf                 Date              `json:"asOf" swaggertype:"string" format:"date"`
	Emails               []string          `json:"emails" field:"contacts.emails"`
	Phones               []string          `json:"phones" field:"contacts.phones"`
	LinkedinURL          *string           `json:"linkedinUrl" field:"contacts.linkedinUrl"`
	Location             *string           `json:"location" field:"contacts.location"`
	Notes                *string           `json:"notes" field:"contacts.notes"`
	Attitude             *string           `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"contacts.attitude"` // in general
	Seat                 *BriefOwnSeat     `json:"seat" field:"positions"`                                                                 // of the primary position; null: none, or at an account that one does not see
	Chain                []BriefSeat       `json:"chain" field:"positions"`                                                                // above theirs by solid lines, the manager's first
	Reports              []BriefSeat       `json:"reports" field:"positions"`                                                              // below theirs, the first 25 by title
	DirectReports        int               `json:"directReports" field:"positions"`                                                        // how many seats there are below
	Involvements         []InvolvementItem `json:"involvements" field:"buyingCenterMembers"`                                               // the newest first
	InDeal               *InvolvementItem  `json:"inDeal" field:"buyingCenterMembers"`                                                     // in the deal asked for, on the day
	KnownBy              []BriefTie        `json:"knownBy" field:"ties"`                                                                   // our active users who know them, the strongest tie first
	WayIn                *Path             `json:"wayIn"`                                                                                  // the best one, today
	Nearest              []Nearest         `json:"nearest"`                                                                                // of one contact without a way in: the closest people whom we know
	FormerColleagues     []FormerColleague `json:"formerColleagues"`                                                                       // whom we know, our users among them: the five who worked with them longest
	FormerColleagueCount int               `json:"formerColleagueCount"`
	Companies            []Company         `json:"companies"`
	LastContact          *time.Time        `json:"lastContact"` // the last interaction that one may see
	Unknown              []Gap             `json:"unknown"`
}

// BriefOwnSeat is the seat that a contact holds.
type BriefOwnSeat struct {
	PositionID string  `json:"positionId"`
	Title      *string `json:"title" field:"positions.title"`
	Department *string `json:"department" field:"positions.department"`
	Location   *string `json:"location" field:"positions.location"`
	Account    Named   `json:"account"`
	Since      *Date   `json:"since" swaggertype:"string" format:"date"`
}

// BriefSeat is a seat above or below a contact's.
type BriefSeat struct {
	PositionID string   `json:"positionId"`
	Title      *string  `json:"title" field:"positions.title"`
	Holders    []Person `json:"holders"` // primary ones first, then by name
	Vacant     bool     `json:"vacant"`
}

// BriefTie is who of us knows a contact.
type BriefTie struct {
	User        Named    `json:"user"`
	Strength    *float64 `json:"strength" field:"ties.strength"`
	Band        string   `json:"band,omitempty" enums:"weak,familiar,strong" field:"ties.strength"`
	Private     bool     `json:"private" field:"ties.private"`                                // not everybody sees it
	Since       *Date    `json:"since" swaggertype:"string" format:"date" field:"ties.since"` // for others than its user the first day of that quarter
	LastContact *Date    `json:"lastContact" swaggertype:"string" format:"date"`              // null for others than its user
	LastQuarter *string  `json:"lastContactQuarter" example:"2026-Q3"`
}

// BriefOptions say what a brief is for. The zero value asks for today and no deal.
type BriefOptions struct {
	OpportunityID string // enemies and blockers there are no way in
	AsOf          *Date
}

// Briefs are briefs for addresses, as of the attendees of a meeting.
type Briefs struct {
	AsOf  Date      `json:"asOf" swaggertype:"string" format:"date"`
	Items []BriefOf `json:"items"` // in the order of the addresses; where several contacts share one, each of them
}

// BriefOf is whose an address is: a contact, or one of us, or nobody whom one sees.
type BriefOf struct {
	Email   string `json:"email"`
	Contact *Brief `json:"contact"`
	User    *Named `json:"user"`
}

const (
	briefColleagues = 5
	briefHops       = 3
)

// briefRow is what the statement briefs answers.
type briefRow struct {
	Person       Person            `json:"person"`
	Emails       []string          `json:"emails" field:"contacts.emails"`
	Phones       []string          `json:"phones" field:"contacts.phones"`
	LinkedinURL  *string           `json:"linkedinUrl" field:"contacts.linkedinUrl"`
	Location     *string           `json:"location" field:"contacts.location"`
	Notes        *string           `json:"notes" field:"contacts.notes"`
	Attitude     *string           `json:"attitude" field:"contacts.attitude"`
	Seat         *briefSeatRow     `json:"seat" field:"positions"`
	Involvements []InvolvementItem `json:"involvements" field:"buyingCenterMembers"`
	KnownBy      []struct {
		BriefTie
		Shared bool `json:"shared"` // its user lets others see all of it
	} `json:"knownBy" field:"ties"`
	Companies   []companyTie `json:"companies"`
	LastContact *time.Time   `json:"lastContact"`
}

type briefSeatRow struct {
	BriefOwnSeat
	Placed        bool           `json:"placed"`   // it has a line
	HasChart      bool           `json:"hasChart"` // others at the account have
	Chain         []briefStepRow `json:"chain"`
	DirectReports int            `json:"directReports"`
	Reports       []briefStepRow `json:"reports"`
}

type briefStepRow struct {
	PositionID  string   `json:"positionId"`
	Title       *string  `json:"title" field:"positions.title"`
	Placeholder bool     `json:"placeholder" field:"positions.placeholder"`
	People      []string `json:"people"`
}

// Brief answers for a contact. NotFound: the contact, the deal.
func (g *Graph) Brief(ctx context.Context, v access.Viewer, contactID string, o BriefOptions) (Brief, error) {
	if personKind(contactID) != "contact" {
		return Brief{}, problem.NotFound("contact", contactID)
	}
	briefs, err := g.briefs(ctx, v, []string{contactID}, o)
	if err != nil {
		return Brief{}, err
	}
	brief, is := briefs[contactID]
	if !is {
		return Brief{}, problem.NotFound("contact", contactID)
	}
	if brief.WayIn == nil {
		brief.Nearest, err = g.nearest(ctx, v, brief.Person)
	}
	return *brief, err
}

// Briefs answers for e-mail addresses; who is nearest to a contact without a way in it leaves out. NotFound: the deal.
func (g *Graph) Briefs(ctx context.Context, v access.Viewer, emails []string, o BriefOptions) (Briefs, error) {
	answer := Briefs{AsOf: g.asOf(o.AsOf), Items: []BriefOf{}}
	wanted := make([]string, len(emails))
	for i, email := range emails {
		wanted[i] = address(email)
	}
	rows, err := store.Read[struct {
		Email string `json:"email"`
		ID    string `json:"id"`
		Name  string `json:"name"`
	}](ctx, g.store, peopleOfEmails, v.Sees(map[string]any{"emails": once(wanted)}))
	if err != nil {
		return answer, err
	}
	var contacts []string
	for _, row := range rows {
		if personKind(row.ID) == "contact" {
			contacts = append(contacts, row.ID)
		}
	}
	briefs, err := g.briefs(ctx, v, once(contacts), o)
	if err != nil {
		return answer, err
	}
	for i, email := range emails {
		known := len(answer.Items)
		for _, row := range rows {
			item := BriefOf{Email: email, Contact: briefs[row.ID]}
			if personKind(row.ID) == "user" {
				item.User = &Named{ID: row.ID, Name: row.Name}
			}
			if row.Email == wanted[i] && (item.Contact != nil || item.User != nil) {
				answer.Items = append(answer.Items, item)
			}
		}
		if len(answer.Items) == known {
			answer.Items = append(answer.Items, BriefOf{Email: email})
		}
	}
	return answer, nil
}

// briefs are those of contacts, by id; who is not there has none. Their records, ways in and colleagues are asked for side by side, each for all
// contacts in a fixed number of statements.
func (g *Graph) briefs(ctx context.Context, v access.Viewer, ids []string, o BriefOptions) (map[string]*Brief, error) {
	asOf := g.asOf(o.AsOf)
	var rows []briefRow
	var ways []AdvocatePaths
	var colleagues map[string]*formerKnown
	shown := map[string]Person{}
	asking, within := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		rows, err = store.Read[briefRow](within, g.store, briefsRead, v.Sees(map[string]any{"ids": ids, "asOf": asOf, "now": g.lastOf(asOf)}))
		people := map[string]bool{}
		for _, row := range rows {
			row.Seat.name(people)
		}
		if err == nil && len(people) > 0 {
			shown, err = g.people(within, v, people, asOf)
		}
		return err
	})
	asking.Go(func() (err error) {
		ways, err = g.AdvocatePathsToEach(within, v, ids, AdvocatePathsOptions{From: "anyone", MaxHops: briefHops, Limit: 1, OpportunityID: o.OpportunityID})
		return err
	})
	asking.Go(func() (err error) {
		colleagues, err = g.formerKnown(within, v, ids, asOf)
		return err
	})
	if err := asking.Wait(); err != nil {
		return nil, err
	}
	briefs := map[string]*Brief{}
	for _, row := range rows {
		briefs[row.Person.ID] = row.brief(v, o.OpportunityID, asOf, shown)
	}
	for _, way := range ways {
		if brief := briefs[way.Target.ID]; brief != nil && len(way.Paths) > 0 {
			brief.WayIn = &way.Paths[0]
		}
	}
	for id, known := range colleagues {
		if brief := briefs[id]; brief != nil {
			brief.FormerColleagues, brief.FormerColleagueCount = known.shown, known.count
		}
	}
	return briefs, nil
}

// lastOf is the last instant of a day that counts: now, or of a day that is over its end.
func (g *Graph) lastOf(day Date) time.Time {
	now, end := g.Now(), day.AddDays(1).Time().Add(-time.Millisecond)
	if end.Before(now) {
		return end
	}
	return now
}

// name gathers who holds the seats around one.
func (s *briefSeatRow) name(people map[string]bool) {
	if s == nil {
		return
	}
	for _, step := range slices.Concat(s.Chain, s.Reports) {
		for _, id := range step.People {
			people[id] = true
		}
	}
}

func (r *briefRow) brief(v access.Viewer, dealID string, asOf Date, people map[string]Person) *Brief {
	b := &Brief{
		Person: r.Person, AsOf: asOf, Emails: r.Emails, Phones: r.Phones, LinkedinURL: r.LinkedinURL, Location: r.Location, Notes: r.Notes, Attitude: r.Attitude,
		Chain: []BriefSeat{}, Reports: []BriefSeat{}, Involvements: r.Involvements, KnownBy: []BriefTie{}, Nearest: []Nearest{}, FormerColleagues: []FormerColleague{},
		Companies: companiesOf(v, r.Companies, asOf), LastContact: r.LastContact,
	}
	if r.Seat != nil {
		b.Seat, b.DirectReports = &r.Seat.BriefOwnSeat, r.Seat.DirectReports
		for _, step := range withoutCycle(r.Seat.PositionID, r.Seat.Chain) {
			b.Chain = append(b.Chain, step.seat(people))
		}
		for _, step := range r.Seat.Reports {
			b.Reports = append(b.Reports, step.seat(people))
		}
	}
	for i := range b.Involvements {
		if part := &b.Involvements[i]; part.Opportunity.ID == dealID && (span{part.Since, part.Until}).holds(asOf) {
			b.InDeal = part
		}
	}
	for _, tie := range r.KnownBy {
		tie.Band = band(tie.Strength)
		if tie.LastContact != nil {
			tie.LastQuarter = new(quarter(*tie.LastContact))
		}
		if !seesWhole(v, tie.Shared, tie.User.ID, r.Person.ID) {
			tie.Since, tie.LastContact = quarterBegin(tie.Since), nil
		}
		b.KnownBy = append(b.KnownBy, tie.BriefTie)
	}
	b.Unknown = b.gaps(r.Seat, dealID)
	return b
}

// withoutCycle ends a chain before it comes back to a seat. No change makes a cycle; data that was changed by hand may hold one.
func withoutCycle(from string, chain []briefStepRow) []briefStepRow {
	seen := map[string]bool{from: true}
	for i, step := range chain {
		if seen[step.PositionID] {
			return chain[:i]
		}
		seen[step.PositionID] = true
	}
	return chain
}

func (s briefStepRow) seat(people map[string]Person) BriefSeat {
	seat := BriefSeat{PositionID: s.PositionID, Title: s.Title, Holders: []Person{}, Vacant: len(s.People) == 0 && !s.Placeholder}
	for _, id := range s.People {
		if person, is := people[id]; is { // they may have been deleted meanwhile
			seat.Holders = append(seat.Holders, person)
		}
	}
	return seat
}
