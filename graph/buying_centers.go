package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var buyingCenters = cypher.Must("read/buying_centers")

// BuyingCenters is who decides in an account, over all its deals, on a day.
type BuyingCenters struct {
	Opportunities []Deal   `json:"opportunities"` // open ones first, then of most value, then by name and id
	People        []Player `json:"people"`        // key players of most value first
}

// Player is a person in the buying centres of an account.
type Player struct {
	Person       Person        `json:"person"`
	Tie          *OurTie       `json:"tie" field:"ties"`
	Involvements []Involvement `json:"involvements"` // in the order of the opportunities
}

// Involvement is a person's part in one deal.
type Involvement struct {
	OpportunityID string   `json:"opportunityId"`
	Roles         []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude      *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"buyingCenterMembers.attitude"`
	Influence     *int     `json:"influence" field:"buyingCenterMembers.influence"`           // 1 to 5
	Status        string   `json:"status" enums:"open,won,lost" field:"opportunities.status"` // the deal's
}

// dealRow is a deal with who is in its buying centre.
type dealRow struct {
	Deal
	Members   []dealMember `json:"members" field:"buyingCenterMembers"`
	CreatedAt *time.Time   `json:"createdAt"`
}

type dealMember struct {
	ContactID       string   `json:"contactId"`
	Roles           []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude        *string  `json:"attitude" field:"buyingCenterMembers.attitude"`
	PoliticalStatus *string  `json:"politicalStatus" field:"buyingCenterMembers.politicalStatus"`
	Influence       *int     `json:"influence" field:"buyingCenterMembers.influence"`
	Since           *Date    `json:"since"` // of what they are in the deal now
	Until           *Date    `json:"until"`
}

func (m *dealMember) stake(who *playerRow) stake {
	return stake{
		contactID: m.ContactID, name: who.Person.Name, roles: m.Roles, attitude: m.Attitude, politicalStatus: m.PoliticalStatus,
		influence: m.Influence, ties: who.Ties,
	}
}

// playerRow is a person with a part in some deal.
type playerRow struct {
	Person Person `json:"person"`
	Seat   *struct {
		Title       *string `json:"title" field:"positions.title"`
		AccountID   string  `json:"accountId"`
		AccountName string  `json:"accountName"`
	} `json:"seat" field:"positions"` // the primary position
	Ties []OurTie `json:"ties" field:"ties"`
}

func (p *playerRow) person() Person {
	person := p.Person
	if p.Seat != nil {
		person.Title, person.AccountID, person.AccountName = p.Seat.Title, &p.Seat.AccountID, &p.Seat.AccountName
	}
	return person
}

// BuyingCenters answers who decides in an account on a day, or today. NotFound: the account.
func (g *Graph) BuyingCenters(ctx context.Context, v access.Viewer, accountID string, day *Date) (BuyingCenters, error) {
	rows, err := store.Read[struct {
		Opportunities []dealRow   `json:"opportunities"`
		People        []playerRow `json:"people" field:"buyingCenterMembers"`
	}](ctx, g.store, buyingCenters, v.Sees(map[string]any{"id": accountID, "asOf": g.asOf(day)}))
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return BuyingCenters{}, err
	}
	return deciders(row.Opportunities, row.People), nil
}

// deciders orders the people by the value of the deals in which they are key players, and the deals. Values are added up as they
// are, whatever their currencies; an unknown one adds nothing.
func deciders(deals []dealRow, people []playerRow) BuyingCenters {
	slices.SortFunc(deals, func(a, b dealRow) int {
		return cmp.Or(
			trueFirst(a.Status == "open", b.Status == "open"),
			cmp.Compare(dealValue(&b.Deal), dealValue(&a.Deal)),
			strings.Compare(fold(a.Name), fold(b.Name)),
			strings.Compare(a.ID, b.ID),
		)
	})
	type standing struct {
		Player
		key   bool
		value float64
	}
	standings := make([]standing, len(people))
	at := make(map[string]int, len(people))
	for i := range people {
		at[people[i].Person.ID] = i
		standings[i].Player = Player{Person: people[i].person(), Tie: strongest(people[i].Ties), Involvements: []Involvement{}}
	}
	answer := BuyingCenters{Opportunities: make([]Deal, len(deals)), People: make([]Player, len(people))}
	for i, deal := range deals {
		answer.Opportunities[i] = deal.Deal
		for _, member := range deal.Members {
			who := at[member.ContactID]
			s := &standings[who]
			s.Involvements = append(s.Involvements, Involvement{
				OpportunityID: deal.ID, Roles: member.Roles, Attitude: member.Attitude, Influence: member.Influence, Status: deal.Status,
			})
			if part := member.stake(&people[who]); part.keyPlayer() {
				s.key = true
				s.value += max(dealValue(&deal.Deal), 0)
			}
		}
	}
	slices.SortFunc(standings, func(a, b standing) int {
		return cmp.Or(
			trueFirst(a.key, b.key),
			cmp.Compare(b.value, a.value),
			cmp.Compare(len(b.Involvements), len(a.Involvements)),
			strings.Compare(fold(a.Person.Name), fold(b.Person.Name)),
			strings.Compare(a.Person.ID, b.Person.ID),
		)
	})
	for i := range standings {
		answer.People[i] = standings[i].Player
	}
	return answer
}

// dealValue is a deal's value, for ordering: an unknown one is below every other.
func dealValue(deal *Deal) float64 {
	if deal.Value == nil {
		return -1
	}
	return *deal.Value
}
