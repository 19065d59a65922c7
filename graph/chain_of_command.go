package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var chainOfCommand = cypher.Must("read/chain_of_command")

// ChainOfCommand is where a deal must travel in an account on a day: seat by seat, the asked person's first.
type ChainOfCommand struct {
	Steps   []Step   `json:"steps"`
	Reaches bool     `json:"reaches"`                                       // whether the last step is whom it must reach, or the top where that is nobody
	Gaps    []string `json:"gaps" example:"None of us knows Jana Novotná."` // what is not known or not covered on the way
}

// Step is one seat of a chain. Roles are those of its holders in the deal asked for; attitude is that of the first holder whose attitude is
// known, in the deal or else in general.
type Step struct {
	Position StepSeat `json:"position"`
	Holders  []Person `json:"holders"` // primary ones first, then by name
	Roles    []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"contacts.attitude,buyingCenterMembers.attitude"`
	Tie      *OurTie  `json:"tie" field:"ties"` // the strongest to one of the holders
	Vacant   bool     `json:"vacant"`
}

// StepSeat is the position of a step.
type StepSeat struct {
	ID         string  `json:"id" example:"pos_01h455vb4pex5vsknk084sn02q"`
	Title      *string `json:"title" field:"positions.title"`
	Department *string `json:"department" field:"positions.department"`
	Location   *string `json:"location" field:"positions.location"`
}

// ChainOptions say from which seat to where a chain leads. The zero value asks for the way from the primary position to the top, today.
type ChainOptions struct {
	AccountID     string // where the person sits; else the deal's account where they sit there, else that of the primary position
	OpportunityID string // the deal: its approver, else decisionMaker, else economicBuyer is to be reached
	To            string // the contact to be reached instead
	AsOf          *Date
}

type chainRow struct {
	Person        Named       `json:"person"`
	AccountExists bool        `json:"accountExists"`
	Opportunity   *chainDeal  `json:"opportunity"`
	Target        *Named      `json:"target"` // $to
	Members       []dealRole  `json:"members" field:"buyingCenterMembers"`
	Ways          []way       `json:"ways" field:"positions"`
	Seats         []chainSeat `json:"seats" field:"positions"`
}

type chainDeal struct {
	ID        string  `json:"id"`
	Name      string  `json:"name" field:"opportunities.name"`
	AccountID *string `json:"accountId"`
}

type dealRole struct {
	dealMember
	Name string `json:"name" field:"contacts.name"`
}

// way is a seat that somebody holds and the seats above it, the primary position's first.
type way struct {
	ContactID string   `json:"contactId"`
	AccountID string   `json:"accountId"`
	Seats     []string `json:"seats"`
}

type chainSeat struct {
	StepSeat
	Placeholder bool          `json:"placeholder"`
	People      []chainPerson `json:"people"`
}

type chainPerson struct {
	playerRow
	Primary  bool    `json:"primary"`
	Attitude *string `json:"attitude" field:"contacts.attitude"` // in general
}

// ChainOfCommand answers where a deal must travel from a contact. NotFound: the contact, or an account, deal or contact asked for.
func (g *Graph) ChainOfCommand(ctx context.Context, v access.Viewer, contactID string, o ChainOptions) (ChainOfCommand, error) {
	rows, err := store.Read[chainRow](ctx, g.store, chainOfCommand, v.Sees(map[string]any{
		"id": contactID, "accountId": o.AccountID, "opportunityId": o.OpportunityID, "to": o.To, "asOf": g.asOf(o.AsOf),
	}))
	row, err := one(rows, err, "contact", contactID)
	switch {
	case err != nil:
		return ChainOfCommand{}, err
	case o.AccountID != "" && !row.AccountExists:
		return ChainOfCommand{}, problem.NotFound("account", o.AccountID)
	case o.OpportunityID != "" && row.Opportunity == nil:
		return ChainOfCommand{}, problem.NotFound("opportunity", o.OpportunityID)
	case o.To != "" && row.Target == nil:
		return ChainOfCommand{}, problem.NotFound("contact", o.To)
	}
	for i := range row.Ways {
		row.Ways[i].breakCycle()
	}
	return row.chain(o), nil
}

// breakCycle ends a way before it comes back to a seat. No change makes a cycle; data that was changed by hand may hold one.
func (w *way) breakCycle() {
	for i, seat := range w.Seats {
		if slices.Contains(w.Seats[:i], seat) {
			w.Seats = w.Seats[:i]
			return
		}
	}
}

// chain walks the way.
func (r *chainRow) chain(o ChainOptions) ChainOfCommand {
	answer := ChainOfCommand{Steps: []Step{}, Gaps: []string{}}
	from := r.start(o)
	if from == nil {
		answer.Gaps = append(answer.Gaps, r.Person.Name+" holds no position there.")
		return answer
	}
	to := r.Target
	if to == nil && o.OpportunityID != "" {
		if to = r.target(); to == nil {
			answer.Gaps = append(answer.Gaps, fmt.Sprintf("%s has no approver, decision maker or economic buyer yet: this is the way to the top.", r.Opportunity.Name))
		}
	}
	seats := make(map[string]*chainSeat, len(r.Seats))
	for i := range r.Seats {
		seats[r.Seats[i].ID] = &r.Seats[i]
	}
	path, reaches := from.Seats, true
	if to != nil {
		path, reaches = r.over(from, to.ID)
	}
	answer.Reaches = reaches
	for _, id := range path {
		answer.add(seats[id], r.Members)
	}
	if !reaches {
		answer.Gaps = append(answer.Gaps, fmt.Sprintf("No reporting line leads from %s to %s: this is the way to the top.", r.Person.Name, to.Name))
	}
	return answer
}

// start is the way up from the seat that the chain begins in, nil where the person holds none there.
func (r *chainRow) start(o ChainOptions) *way {
	at := func(accountID string) *way {
		for i := range r.Ways {
			if r.Ways[i].ContactID == r.Person.ID && (accountID == "" || r.Ways[i].AccountID == accountID) {
				return &r.Ways[i]
			}
		}
		return nil
	}
	if o.AccountID != "" {
		return at(o.AccountID)
	}
	if r.Opportunity != nil && r.Opportunity.AccountID != nil {
		if there := at(*r.Opportunity.AccountID); there != nil {
			return there
		}
	}
	return at("")
}

// target is whom the deal must reach: an approver, else a decision maker, else an economic buyer; of several the one of most influence,
// then by name and id.
func (r *chainRow) target() *Named {
	slices.SortFunc(r.Members, func(a, b dealRole) int {
		return cmp.Or(cmp.Compare(weight(b.Influence), weight(a.Influence)), strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.ContactID, b.ContactID))
	})
	for _, role := range []string{"approver", "decisionMaker", "economicBuyer"} {
		for _, member := range r.Members {
			if slices.Contains(member.Roles, role) {
				return &Named{ID: member.ContactID, Name: member.Name}
			}
		}
	}
	return nil
}

// over is the way up to the first manager whom both have in common and down to the other's seat; where there is none, the way to the top.
func (r *chainRow) over(from *way, to string) (path []string, reaches bool) {
	for _, other := range r.Ways {
		if other.ContactID != to || other.AccountID != from.AccountID {
			continue
		}
		for up, seat := range from.Seats {
			if down := slices.Index(other.Seats, seat); down >= 0 {
				path = append(path, from.Seats[:up+1]...)
				below := slices.Clone(other.Seats[:down])
				slices.Reverse(below)
				return append(path, below...), true
			}
		}
	}
	return from.Seats, false
}

// add appends the step of a seat, and what is not known or not covered there.
func (c *ChainOfCommand) add(seat *chainSeat, members []dealRole) {
	slices.SortFunc(seat.People, func(a, b chainPerson) int {
		return cmp.Or(trueFirst(a.Primary, b.Primary), strings.Compare(fold(a.Person.Name), fold(b.Person.Name)), strings.Compare(a.Person.ID, b.Person.ID))
	})
	step := Step{Position: seat.StepSeat, Holders: []Person{}, Roles: []string{}}
	var ties []OurTie
	var names []string
	for i := range seat.People {
		person := &seat.People[i]
		attitude := person.Attitude
		for _, member := range members {
			if member.ContactID != person.Person.ID {
				continue
			}
			if member.Attitude != nil {
				attitude = member.Attitude
			}
			for _, role := range member.Roles {
				if !slices.Contains(step.Roles, role) {
					step.Roles = append(step.Roles, role)
				}
			}
		}
		if step.Attitude == nil {
			step.Attitude = attitude
		}
		step.Holders = append(step.Holders, person.person())
		ties = append(ties, person.Ties...)
		names = append(names, person.Person.Name)
	}
	step.Tie = strongest(ties)
	step.Vacant = len(seat.People) == 0 && !seat.Placeholder
	c.Steps = append(c.Steps, step)

	switch {
	case step.Vacant:
		c.Gaps = append(c.Gaps, seatName(seat.Title)+" is vacant.")
		return
	case len(seat.People) == 0:
		c.Gaps = append(c.Gaps, "Who sits there is not known: "+seatName(seat.Title)+".")
		return
	}
	if step.Tie == nil {
		c.Gaps = append(c.Gaps, "None of us knows "+listed(names, " or ")+".")
	}
	if step.Attitude == nil {
		c.Gaps = append(c.Gaps, "What "+thinks(names)+" of us is not known.")
	}
}
