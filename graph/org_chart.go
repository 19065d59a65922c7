package graph

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/paths"
	"kith/graph/store"
	"kith/problem"
)

var (
	orgChart  = cypher.Must("read/org_chart")
	userNames = cypher.Must("read/user_names")
)

// OrgChart is how an account is organised on a day: the seats that exist then, in chart order.
type OrgChart struct {
	Account   Named    `json:"account"`
	AsOf      Date     `json:"asOf" swaggertype:"string" format:"date"`
	Roots     []string `json:"roots"`    // seats that report to nobody
	Unplaced  []string `json:"unplaced"` // seats without any line in a chart that has lines
	Positions []Seat   `json:"positions"`
}

// Seat is a position in an org chart.
type Seat struct {
	ID               string   `json:"id" example:"pos_01h455vb4pex5vsknk084sn02q"`
	Title            *string  `json:"title" example:"Head of Purchasing" field:"positions.title"`
	Department       *string  `json:"department" field:"positions.department"`
	Location         *string  `json:"location" field:"positions.location"`
	Level            int      `json:"level"`     // steps below the root
	ManagerID        *string  `json:"managerId"` // by the solid line; of a chart's root= it may be outside the answer
	DottedManagerIDs []string `json:"dottedManagerIds"`
	Assistant        bool     `json:"assistant" field:"positions.assistant"`
	Placeholder      bool     `json:"placeholder" field:"positions.placeholder"` // somebody sits there whom we do not know yet
	Vacant           bool     `json:"vacant"`                                    // nobody holds it, and it is no placeholder
	Holders          []Holder `json:"holders"`                                   // primary ones first, then by name
	DirectReports    int      `json:"directReports"`
	TotalReports     int      `json:"totalReports"`     // seats below it by solid lines, vacant ones too
	Tie              *OurTie  `json:"tie" field:"ties"` // the strongest to one of the holders
}

// Holder is a person in a seat. Attitude, roles and influence are those of the deal asked for or, where none is asked for, of the
// person's latest open deal with the account; an attitude that the deal does not say is the general one.
type Holder struct {
	ID           string   `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Name         string   `json:"name" example:"Jana Novotná" field:"its.name"`
	Email        *string  `json:"email" field:"its.emails"`
	Phone        *string  `json:"phone" field:"its.phones"`
	Since        *Date    `json:"since" swaggertype:"string" format:"date"`
	Primary      bool     `json:"primary"`
	Attitude     *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"its.attitude"`
	AttitudeFrom *string  `json:"attitudeFrom" enums:"opportunity,general" field:"its.attitude,buyingCenterMembers.attitude"`
	Roles        []string `json:"roles" field:"buyingCenterMembers.roles"`
	Influence    *int     `json:"influence" field:"buyingCenterMembers.influence"` // 1 to 5
	Deals        int      `json:"deals" field:"buyingCenterMembers"`               // how many the person is involved in on the day
}

// OrgChartOptions narrow an org chart down. The zero value asks for all of it, today.
type OrgChartOptions struct {
	AsOf          *Date
	Root          string // only this seat and those below it
	OpportunityID string // the deal whose attitudes, roles and influence show
}

// chartRow is what the statement answers.
type chartRow struct {
	Account           Named       `json:"account"`
	OpportunityExists bool        `json:"opportunityExists"`
	OpenDeals         []openDeal  `json:"openDeals"`
	Seats             []chartSeat `json:"seats" field:"positions"`
}

type chartSeat struct {
	Seat
	Lines  []chartLine   `json:"lines"`
	People []chartHolder `json:"people"`
}

type chartLine struct {
	ManagerID string `json:"managerId"`
	Line      string `json:"line"`
}

type chartHolder struct {
	Holder
	Links []chartLink `json:"links"`
	Ties  []OurTie    `json:"ties" field:"ties"`
}

// chartLink is what a holder's relationships lead to: a deal or an e-mail address, whichever is set.
type chartLink struct {
	OpportunityID *string  `json:"opportunityId"`
	Attitude      *string  `json:"attitude" field:"buyingCenterMembers.attitude"`
	Roles         []string `json:"roles" field:"buyingCenterMembers.roles"`
	Influence     *int     `json:"influence" field:"buyingCenterMembers.influence"`
	Email         *string  `json:"email"`
	Index         int      `json:"index"`
}

type openDeal struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
}

// OrgChart answers how an account is organised. NotFound: the account, the deal, or a root that is no seat of the account on the day.
func (g *Graph) OrgChart(ctx context.Context, v access.Viewer, accountID string, o OrgChartOptions) (OrgChart, error) {
	asOf := g.asOf(o.AsOf)
	var memory *paths.View
	if asOf == g.Today() && !v.Hides(access.Ties, "strength") {
		memory = g.inMemory()
	}
	rows, err := store.Read[chartRow](ctx, g.store, orgChart, v.Sees(map[string]any{
		"id": accountID, "asOf": asOf, "opportunityId": o.OpportunityID, "ties": memory == nil,
	}))
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return OrgChart{}, err
	}
	if o.OpportunityID != "" && !row.OpportunityExists {
		return OrgChart{}, problem.NotFound("opportunity", o.OpportunityID)
	}
	if memory != nil {
		if err := g.tieHolders(ctx, v, memory, row.Seats); err != nil {
			return OrgChart{}, err
		}
	}
	asked := rank(row.OpenDeals, o.OpportunityID)
	for i := range row.Seats {
		row.Seats[i].seatHolders(asked)
	}
	chart := arrange(row.Seats)
	if o.Root != "" && !chart.cut(o.Root) {
		return OrgChart{}, problem.NotFound("position", o.Root)
	}
	chart.Account, chart.AsOf = row.Account, asOf
	return chart, nil
}

// tieHolders looks up in memory who of ours knows each holder best.
func (g *Graph) tieHolders(ctx context.Context, v access.Viewer, memory *paths.View, seats []chartSeat) error {
	var people []*chartHolder
	var ids, users []string
	for i := range seats {
		for j := range seats[i].People {
			people = append(people, &seats[i].People[j])
			ids = append(ids, seats[i].People[j].ID)
		}
	}
	strongest, err := memory.StrongestUser(ctx, tieSightOf(v), ids)
	if err != nil {
		return err
	}
	for _, tie := range strongest {
		if tie.ID != "" {
			users = append(users, tie.ID)
		}
	}
	if len(users) == 0 {
		return nil
	}
	slices.Sort(users)
	named, err := store.Read[Named](ctx, g.store, userNames, v.Sees(map[string]any{"ids": slices.Compact(users)}))
	if err != nil {
		return err
	}
	names := make(map[string]string, len(named))
	for _, user := range named {
		names[user.ID] = user.Name
	}
	for i, tie := range strongest {
		if name, is := names[tie.ID]; is {
			ours := OurTie{UserID: tie.ID, UserName: name}
			if !math.IsNaN(tie.Strength) {
				ours.Strength = &tie.Strength
			}
			people[i].Ties = []OurTie{ours}
		}
	}
	return nil
}

// rank numbers the deals that may speak for a holder, the later the higher: the one asked for or, where none is, the open ones by when
// they were created, then by id.
func rank(open []openDeal, asked string) map[string]int {
	if asked != "" {
		return map[string]int{asked: 1}
	}
	slices.SortFunc(open, func(a, b openDeal) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), strings.Compare(a.ID, b.ID))
	})
	ranks := make(map[string]int, len(open))
	for i, deal := range open {
		ranks[deal.ID] = i + 1
	}
	return ranks
}

// seatHolders fills in what a seat says of its people.
func (s *chartSeat) seatHolders(ranks map[string]int) {
	s.Vacant = len(s.People) == 0 && !s.Placeholder
	s.Holders = make([]Holder, len(s.People))
	for i := range s.People {
		person := &s.People[i]
		tie := person.follow(ranks)
		s.Holders[i] = person.Holder
		if tie != nil && (s.Tie == nil || stronger(*tie, *s.Tie)) {
			s.Tie = tie
		}
	}
	if len(s.Holders) > 1 {
		slices.SortFunc(s.Holders, func(a, b Holder) int {
			return cmp.Or(trueFirst(a.Primary, b.Primary), strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.ID, b.ID))
		})
	}
}

// follow fills in what a holder's links say, and returns the strongest tie of ours.
func (h *chartHolder) follow(ranks map[string]int) *OurTie {
	h.Roles = []string{}
	var deal, email *chartLink
	var deals []string
	for i := range h.Links {
		switch link := &h.Links[i]; {
		case link.OpportunityID != nil:
			if !slices.Contains(deals, *link.OpportunityID) {
				deals = append(deals, *link.OpportunityID)
			}
			if rank := ranks[*link.OpportunityID]; rank > 0 && (deal == nil || rank > ranks[*deal.OpportunityID]) {
				deal = link
			}
		case email == nil || link.Index < email.Index:
			email = link
		}
	}
	h.Deals = len(deals)
	if email != nil {
		h.Email = email.Email
	}
	if h.Attitude != nil {
		h.AttitudeFrom = &fromGeneral
	}
	if deal != nil {
		if deal.Attitude != nil {
			h.Attitude, h.AttitudeFrom = deal.Attitude, &fromDeal
		}
		if deal.Roles != nil {
			h.Roles = deal.Roles
		}
		h.Influence = deal.Influence
	}
	return strongest(h.Ties)
}

// Where a holder's attitude is from.
var fromDeal, fromGeneral = "opportunity", "general"

// stronger orders ties: by strength, an unknown one last, then by the user's id.
func stronger(a, b OurTie) bool {
	return cmp.Or(cmp.Compare(known(b.Strength), known(a.Strength)), strings.Compare(a.UserID, b.UserID)) < 0
}

func known(strength *float64) float64 {
	if strength == nil {
		return -1
	}
	return *strength
}

func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
