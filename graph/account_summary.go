package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var accountSummary = cypher.Must("read/account_summary")

// AccountSummary is the compact view of an account, today.
type AccountSummary struct {
	Account     Named      `json:"account"`
	Class       *string    `json:"class" field:"accounts.class"`
	Owner       *Named     `json:"owner" field:"accounts.ownerId"`
	Team        []TeamUser `json:"team"`
	ValueWon    []Amount   `json:"valueWon" field:"opportunities.value,opportunities.currency,opportunities.status"`                                                  // of the deals that are won, by currency
	ValueOpen   []Amount   `json:"valueOpen" field:"opportunities.value,opportunities.currency,opportunities.status"`                                                 // of the deals that are open, by currency
	WorstDeal   *WorstDeal `json:"worstDeal" field:"buyingCenterMembers.roles,buyingCenterMembers.attitude,buyingCenterMembers.politicalStatus,opportunities.status"` // null without an open deal
	KeyPlayers  KnownOfAll `json:"keyPlayers" field:"buyingCenterMembers.roles,buyingCenterMembers.politicalStatus,opportunities.status,ties"`                        // of the open deals
	LastContact *time.Time `json:"lastContact"`                                                                                                                       // the last interaction in which somebody took part who held a position here then
	Vacancies   int        `json:"vacancies" field:"positions"`
	Alerts      []Alert    `json:"alerts" field:"buyingCenterMembers.roles,buyingCenterMembers.politicalStatus,opportunities.status,positions"`
}

// TeamUser is a user of ours in the team around an account.
type TeamUser struct {
	User Named   `json:"user"`
	As   *string `json:"as" enums:"accountManager,sales,presales,customerSuccess,executive,other"`
}

// Amount is a sum of money in one currency; null is the deals whose currency is not known.
type Amount struct {
	Currency *string `json:"currency" example:"EUR"`
	Value    float64 `json:"value" example:"250000"`
}

// WorstDeal is the open deal whose health is worst, of those the one of most value.
type WorstDeal struct {
	Opportunity Named  `json:"opportunity"`
	Health      Health `json:"health"`
}

// KnownOfAll counts key players: known ones are those to whom an active user of ours has a tie, of whatever strength.
type KnownOfAll struct {
	Known int `json:"known"`
	All   int `json:"all"`
}

// Alert is something about an account that wants to be looked at.
type Alert struct {
	Code          string   `json:"code" enums:"departedKeyPlayer,missingDecisionMaker,singleThread,noContact,vacantManager"`
	Text          string   `json:"text" example:"Head of Sales is vacant, and 3 seats report to it."`
	ContactIDs    []string `json:"contactIds"`
	OpportunityID *string  `json:"opportunityId"`
	PositionID    *string  `json:"positionId"`
}

// quietDays is for how long an account may be without contact before an alert says so.
const quietDays = 90

type summaryRow struct {
	Account       Named          `json:"account"`
	Class         *string        `json:"class" field:"accounts.class"`
	Owner         *Named         `json:"owner" field:"accounts.ownerId"`
	Team          []TeamUser     `json:"team"`
	Opportunities []dealRow      `json:"opportunities"`
	People        []summaryRole  `json:"people"`
	LastContact   *time.Time     `json:"lastContact"`
	Vacancies     []vacantReport `json:"vacancies" field:"positions"`
}

// judgedDeal is an open deal as it is judged.
type judgedDeal struct {
	*dealRow
	stakes []stake // key players first
	health Health
}

// summaryRole is a person in the buying centre of an open deal.
type summaryRole struct {
	playerRow
	Here   bool  `json:"here"`   // holds a position at the account
	LeftOn *Date `json:"leftOn"` // when the last one ended that the person held there
}

// vacantReport is a vacant seat with how many seats report to it.
type vacantReport struct {
	ID      string  `json:"id"`
	Title   *string `json:"title" field:"positions.title"`
	Reports int     `json:"reports"`
}

// AccountSummary answers the compact view of an account on a day, nil is today. Who owns it, and which deals are open, is today's on every day. NotFound:
// the account.
func (g *Graph) AccountSummary(ctx context.Context, v access.Viewer, accountID string, day *Date) (AccountSummary, error) {
	asOf := g.asOf(day)
	rows, err := g.summaryRows(ctx, v, []string{accountID}, asOf)
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return AccountSummary{}, err
	}
	return summarize(&row, row.openDeals(g.RequiredRoles), asOf), nil
}

// summaryRows are what compact views of accounts rest on, on a day.
func (g *Graph) summaryRows(ctx context.Context, v access.Viewer, ids []string, day Date) ([]summaryRow, error) {
	return store.Read[summaryRow](ctx, g.store, accountSummary, v.Sees(map[string]any{"ids": ids, "asOf": day, "now": g.lastOf(day)}))
}

// people are those in the buying centres of the open deals, by id.
func (r *summaryRow) people() map[string]*summaryRole {
	people := make(map[string]*summaryRole, len(r.People))
	for i := range r.People {
		people[r.People[i].Person.ID] = &r.People[i]
	}
	return people
}

// openDeals are the open deals, those of most value first.
func (r *summaryRow) openDeals(required []string) []judgedDeal {
	slices.SortFunc(r.Opportunities, func(a, b dealRow) int {
		return cmp.Or(cmp.Compare(dealValue(&b.Deal), dealValue(&a.Deal)), strings.Compare(a.ID, b.ID))
	})
	people := r.people()
	var open []judgedDeal
	for i := range r.Opportunities {
		deal := judgedDeal{dealRow: &r.Opportunities[i]}
		if deal.Status != "open" {
			continue
		}
		for _, member := range deal.Members {
			deal.stakes = append(deal.stakes, member.stake(&people[member.ContactID].playerRow))
		}
		slices.SortFunc(deal.stakes, func(a, b stake) int { return a.compare(&b) })
		deal.health = health(deal.stakes, required)
		open = append(open, deal)
	}
	return open
}

func summarize(row *summaryRow, open []judgedDeal, today Date) AccountSummary {
	slices.SortFunc(row.Team, func(a, b TeamUser) int {
		return cmp.Or(strings.Compare(fold(a.User.Name), fold(b.User.Name)), strings.Compare(a.User.ID, b.User.ID))
	})
	answer := AccountSummary{
		Account: row.Account, Class: row.Class, Owner: row.Owner, Team: row.Team,
		ValueWon: amounts(row.Opportunities, "won"), ValueOpen: amounts(row.Opportunities, "open"),
		LastContact: row.LastContact, Vacancies: len(row.Vacancies), Alerts: []Alert{},
	}
	people := row.people()
	keyPlayers, departed := map[string]bool{}, map[string]bool{}
	for _, deal := range open {
		for _, member := range deal.stakes {
			if !member.keyPlayer() {
				continue
			}
			who := people[member.contactID]
			keyPlayers[member.contactID] = true
			if !who.Here && who.LeftOn != nil && !departed[member.contactID] {
				departed[member.contactID] = true
				answer.alert(Alert{Code: "departedKeyPlayer", ContactIDs: []string{member.contactID}, OpportunityID: &deal.ID},
					"%s, a key player in %s, left %s on %s.", who.Person.Name, deal.Name, row.Account.Name, who.LeftOn)
			}
		}
		if answer.WorstDeal == nil || worse(deal.health.Rating, answer.WorstDeal.Health.Rating) {
			answer.WorstDeal = &WorstDeal{Opportunity: Named{ID: deal.ID, Name: deal.Name}, Health: deal.health}
		}
		if !slices.ContainsFunc(deal.stakes, func(s stake) bool { return s.has("decisionMaker") }) {
			answer.alert(Alert{Code: "missingDecisionMaker", OpportunityID: &deal.ID}, "Nobody is known as decision maker in %s.", deal.Name)
		}
		for _, reason := range deal.health.Reasons {
			if reason.Code == singleThread {
				answer.alert(Alert{Code: singleThread, ContactIDs: reason.ContactIDs, OpportunityID: &deal.ID}, "In “%s”: %s", deal.Name, reason.Text)
			}
		}
	}
	answer.KeyPlayers.All = len(keyPlayers)
	for id := range keyPlayers {
		if len(people[id].Ties) > 0 {
			answer.KeyPlayers.Known++
		}
	}
	switch {
	case row.LastContact == nil:
		answer.alert(Alert{Code: "noContact"}, "No contact with anybody here is known.")
	case store.DateOf(*row.LastContact).AddDays(quietDays).Before(today):
		answer.alert(Alert{Code: "noContact"}, "No contact since %s.", store.DateOf(*row.LastContact))
	}
	slices.SortFunc(row.Vacancies, func(a, b vacantReport) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), strings.Compare(a.ID, b.ID))
	})
	for _, seat := range row.Vacancies {
		switch seat.Reports {
		case 0:
		case 1:
			answer.alert(Alert{Code: "vacantManager", PositionID: &seat.ID}, "%s is vacant, and one seat reports to it.", seatName(seat.Title))
		default:
			answer.alert(Alert{Code: "vacantManager", PositionID: &seat.ID}, "%s is vacant, and %d seats report to it.", seatName(seat.Title), seat.Reports)
		}
	}
	return answer
}

func (s *AccountSummary) alert(alert Alert, format string, words ...any) {
	alert.Text = fmt.Sprintf(format, words...)
	if alert.ContactIDs == nil {
		alert.ContactIDs = []string{}
	}
	s.Alerts = append(s.Alerts, alert)
}

// amounts adds up the values of the deals of a status for each currency, by currency, an unknown one last.
func amounts(deals []dealRow, status string) []Amount {
	sums := []Amount{}
	for _, deal := range deals {
		if deal.Status != status || deal.Value == nil {
			continue
		}
		at := slices.IndexFunc(sums, func(a Amount) bool { return orEmpty(a.Currency) == orEmpty(deal.Currency) })
		if at < 0 {
			at = len(sums)
			sums = append(sums, Amount{Currency: deal.Currency})
		}
		sums[at].Value += *deal.Value
	}
	slices.SortFunc(sums, func(a, b Amount) int { return emptyLast(orEmpty(a.Currency), orEmpty(b.Currency)) })
	return sums
}

// orEmpty is an optional text, empty where there is none.
func orEmpty(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

// seatName is how a sentence names a seat.
func seatName(title *string) string {
	if title == nil {
		return "A seat without a title"
	}
	return *title
}
