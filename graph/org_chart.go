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
	"kith/problem"
)

var orgChart = cypher.Must("read/org_chart")

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
	Title            *string  `json:"title" example:"Head of Purchasing"`
	Department       *string  `json:"department"`
	Location         *string  `json:"location"`
	Level            int      `json:"level"`     // steps below the root
	ManagerID        *string  `json:"managerId"` // by the solid line; of a chart's root= it may be outside the answer
	DottedManagerIDs []string `json:"dottedManagerIds"`
	Assistant        bool     `json:"assistant"`
	Placeholder      bool     `json:"placeholder"` // somebody sits there whom we do not know yet
	Vacant           bool     `json:"vacant"`      // nobody holds it, and it is no placeholder
	Holders          []Holder `json:"holders"`     // primary ones first, then by name
	DirectReports    int      `json:"directReports"`
	TotalReports     int      `json:"totalReports"` // seats below it by solid lines, vacant ones too
	Tie              *OurTie  `json:"tie"`          // the strongest to one of the holders
}

// Holder is a person in a seat. Attitude, roles and influence are those of the deal asked for or, where none is asked for, of the
// person's latest open deal with the account; an attitude that the deal does not say is the general one.
type Holder struct {
	ID           string   `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Name         string   `json:"name" example:"Jana Novotná"`
	Email        *string  `json:"email"`
	Phone        *string  `json:"phone"`
	Since        *Date    `json:"since" swaggertype:"string" format:"date"`
	Primary      bool     `json:"primary"`
	Attitude     *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor"`
	AttitudeFrom *string  `json:"attitudeFrom" enums:"opportunity,general"`
	Roles        []string `json:"roles"`
	Influence    *int     `json:"influence"` // 1 to 5
	Deals        int      `json:"deals"`     // how many the person is involved in on the day
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
	Seats             []chartSeat `json:"seats"`
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
	Involvements []chartInvolvement `json:"involvements"`
	Ties         []OurTie           `json:"ties"`
}

type chartInvolvement struct {
	OpportunityID string    `json:"opportunityId"`
	CreatedAt     time.Time `json:"createdAt"`
	Open          bool      `json:"open"` // and a deal with the account of the chart
	Attitude      *string   `json:"attitude"`
	Roles         []string  `json:"roles"`
	Influence     *int      `json:"influence"`
}

// OrgChart answers how an account is organised. NotFound: the account, the deal, or a root that is no seat of the account on the day.
func (g *Graph) OrgChart(ctx context.Context, _ access.Viewer, accountID string, o OrgChartOptions) (OrgChart, error) {
	asOf := g.asOf(o.AsOf)
	var opportunityID *string
	if o.OpportunityID != "" {
		opportunityID = &o.OpportunityID
	}
	rows, err := store.Read[chartRow](ctx, g.store, orgChart, map[string]any{"id": accountID, "asOf": asOf, "opportunityId": opportunityID})
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return OrgChart{}, err
	}
	if opportunityID != nil && !row.OpportunityExists {
		return OrgChart{}, problem.NotFound("opportunity", o.OpportunityID)
	}
	for i := range row.Seats {
		row.Seats[i].seatHolders(o.OpportunityID)
	}
	chart := arrange(row.Seats)
	if o.Root != "" && !chart.cut(o.Root) {
		return OrgChart{}, problem.NotFound("position", o.Root)
	}
	chart.Account, chart.AsOf = row.Account, asOf
	return chart, nil
}

// seatHolders fills in what a seat says of its people.
func (s *chartSeat) seatHolders(opportunityID string) {
	s.Vacant = len(s.People) == 0 && !s.Placeholder
	s.Holders = make([]Holder, len(s.People))
	for i := range s.People {
		person := &s.People[i]
		person.speak(opportunityID)
		s.Holders[i] = person.Holder
		for j := range person.Ties {
			if tie := &person.Ties[j]; s.Tie == nil || stronger(*tie, *s.Tie) {
				s.Tie = tie
			}
		}
	}
	if len(s.Holders) > 1 {
		slices.SortFunc(s.Holders, func(a, b Holder) int {
			return cmp.Or(trueFirst(a.Primary, b.Primary), strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.ID, b.ID))
		})
	}
}

// speak fills in what a holder's deals say: the one asked for or, where none is, the latest that is open.
func (h *chartHolder) speak(opportunityID string) {
	h.Roles = []string{}
	var deal *chartInvolvement
	var deals []string
	for i := range h.Involvements {
		involved := &h.Involvements[i]
		if !slices.Contains(deals, involved.OpportunityID) {
			deals = append(deals, involved.OpportunityID)
		}
		asked := involved.OpportunityID == opportunityID
		if opportunityID == "" {
			asked = involved.Open
		}
		if asked && (deal == nil || involved.later(deal)) {
			deal = involved
		}
	}
	h.Deals = len(deals)
	general := "general"
	if h.Attitude != nil {
		h.AttitudeFrom = &general
	}
	if deal == nil {
		return
	}
	if deal.Attitude != nil {
		fromDeal := "opportunity"
		h.Attitude, h.AttitudeFrom = deal.Attitude, &fromDeal
	}
	if deal.Roles != nil {
		h.Roles = deal.Roles
	}
	h.Influence = deal.Influence
}

// later says which of two deals is the latest: by when it was created, then by id.
func (i *chartInvolvement) later(than *chartInvolvement) bool {
	return cmp.Or(i.CreatedAt.Compare(than.CreatedAt), strings.Compare(i.OpportunityID, than.OpportunityID)) > 0
}

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
