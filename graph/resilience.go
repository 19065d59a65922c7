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
)

var resilience = cypher.Must("read/resilience")

// Resilience is what our strong paths to the key players of an account's open deals hang on.
//
// A strong path is a chain of at most three ties in force from an active user of ours, whose strengths have a product of at least
// .3. Whoever every strong path to a key player passes through is critical for that key player: an articulation point of the strong
// ties (Hopcroft & Tarjan 1973), within that length and score. Strengths are today's on whatever day the ties are in force.
type Resilience struct {
	Account Named            `json:"account"`
	AsOf    Date             `json:"asOf" swaggertype:"string" format:"date"`
	Deals   []DealResilience `json:"deals"`  // single-threaded ones first, then of most value, then by name and id
	People  []CriticalPerson `json:"people"` // over all deals: whoever would cost us the most key players first, then the most value, then by name and id
}

// DealResilience is one open deal.
type DealResilience struct {
	Opportunity    Deal             `json:"opportunity"`
	SingleThreaded bool             `json:"singleThreaded"` // all its key players whom we reach hang on one user of ours
	KeyPlayers     []ReachedPlayer  `json:"keyPlayers"`     // by name and id
	Critical       []CriticalInDeal `json:"critical"`       // whoever cuts off the most first, then by name and id
}

// ReachedPlayer is a key player of a deal, and whether a strong path leads there.
type ReachedPlayer struct {
	Person       Person   `json:"person"`
	Roles        []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude     *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"buyingCenterMembers.attitude"` // in this deal
	Reached      bool     `json:"reached"`
	Best         *float64 `json:"best" example:"0.64" field:"ties.strength"` // score of the best strong path; null without one
	ThroughUsers []string `json:"throughUsers"`                              // ids of the users of ours with whom a strong path leaves our house
}

// CriticalInDeal is somebody, ours or not, without whom no strong path is left to some key players of a deal.
type CriticalInDeal struct {
	Person  Person   `json:"person"`
	CutsOff []Person `json:"cutsOff"` // by name and id
	Text    string   `json:"text" example:"If Eva Malá left, nobody of us would reach Jana Novotná."`
}

// CriticalPerson is somebody without whom no strong path is left to some key players of the account's open deals.
type CriticalPerson struct {
	Person         Person   `json:"person"`
	CutsOff        []Person `json:"cutsOff"`                                                  // by name and id
	OpportunityIDs []string `json:"opportunityIds"`                                           // the deals whose key players they are, in the order of the deals
	Value          []Amount `json:"value" field:"opportunities.value,opportunities.currency"` // of these deals, by currency
	Text           string   `json:"text"`
}

// strongPath is the least score of a strong path: .3, as scores are compared rounded to nine significant digits.
const strongPath = .2999999995

// strongHops is how many ties a strong path has at most.
const strongHops = 3

type resilienceRow struct {
	Account Named       `json:"account"`
	Deals   []keyedDeal `json:"deals" field:"buyingCenterMembers.roles"`
	Ties    []strongTie `json:"ties" field:"ties"`
}

// keyedDeal is an open deal with its key players.
type keyedDeal struct {
	Opportunity Deal `json:"opportunity"`
	KeyPlayers  []struct {
		ID       string   `json:"id"`
		Roles    []string `json:"roles"`
		Attitude *string  `json:"attitude" field:"buyingCenterMembers.attitude"`
	} `json:"keyPlayers"`
}

// strongTie is a tie as it is met on the way from a key player to us.
type strongTie struct {
	Near     string  `json:"near"`
	Far      string  `json:"far"`
	Strength float64 `json:"strength"`
}

// Resilience answers who would cost us the key players of an account on a day, or today. NotFound: the account.
func (g *Graph) Resilience(ctx context.Context, v access.Viewer, accountID string, day *Date) (Resilience, error) {
	asOf := g.asOf(day)
	rows, err := store.Read[resilienceRow](ctx, g.store, resilience, v.Sees(map[string]any{"id": accountID, "least": strongPath, "asOf": asOf}))
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return Resilience{}, err
	}
	ties := strongTies{}
	for _, tie := range row.Ties {
		ties[tie.Near] = append(ties[tie.Near], tie)
	}
	players, shown := map[string]fragility{}, map[string]bool{}
	for _, deal := range row.Deals {
		for _, player := range deal.KeyPlayers {
			found := ties.fragility(player.ID)
			players[player.ID], shown[player.ID] = found, true
			for _, id := range found.critical {
				shown[id] = true
			}
		}
	}
	people, err := g.people(ctx, v, shown, asOf)
	if err != nil {
		return Resilience{}, err
	}
	return resilient(row, asOf, players, people), nil
}

// strongTies are the ties that lead on from each person, away from the key players.
type strongTies map[string][]strongTie

// strongWays are the strong paths to somebody.
type strongWays struct {
	best  float64         // score of the best one; 0 without any
	on    []string        // the people on that one, without its end
	users map[string]bool // with whom one begins, none of ours between
}

// ways finds the strong paths to somebody, one person left out. It goes back from the end one tie at a time, with the best score up
// to each person: what leads on from a person multiplies every score alike. It does not go on beyond a user, whose own path is better.
func (t strongTies) ways(to, without string) strongWays {
	type way struct {
		score  float64
		people []string
	}
	found := strongWays{users: map[string]bool{}}
	level := map[string]way{to: {score: 1}}
	for range strongHops {
		next := map[string]way{}
		for near, so := range level {
			for _, tie := range t[near] {
				score := so.score * tie.Strength
				switch {
				case score < strongPath || tie.Far == without || tie.Far == to:
				case personKind(tie.Far) == "user":
					found.users[tie.Far] = true
					if score > found.best {
						found.best, found.on = score, append(slices.Clone(so.people), tie.Far)
					}
				case score > next[tie.Far].score:
					next[tie.Far] = way{score, append(slices.Clone(so.people), tie.Far)}
				}
			}
		}
		level = next
	}
	return found
}

// fragility is how a key player is reached, and the people without whom that is over.
type fragility struct {
	strongWays
	critical []string
}

// fragility leaves out one person after the other. Whoever all paths pass through is on the best one too, so only those are tried.
func (t strongTies) fragility(to string) fragility {
	found := fragility{strongWays: t.ways(to, "")}
	for _, person := range found.on {
		if len(t.ways(to, person).users) == 0 {
			found.critical = append(found.critical, person)
		}
	}
	return found
}

// resilient puts the answer together; whoever was deleted meanwhile is left out.
func resilient(row resilienceRow, asOf Date, players map[string]fragility, people map[string]Person) Resilience {
	answer := Resilience{Account: row.Account, AsOf: asOf, Deals: make([]DealResilience, 0, len(row.Deals)), People: []CriticalPerson{}}
	for _, deal := range row.Deals {
		judged := DealResilience{Opportunity: deal.Opportunity, KeyPlayers: make([]ReachedPlayer, 0, len(deal.KeyPlayers))}
		users, cutsOff := map[string]bool{}, map[string]map[string]bool{}
		for _, player := range deal.KeyPlayers {
			person, there := people[player.ID]
			if !there {
				continue
			}
			found := players[player.ID]
			shown := ReachedPlayer{Person: person, Roles: player.Roles, Attitude: player.Attitude, Reached: len(found.users) > 0, ThroughUsers: []string{}}
			if shown.Reached {
				shown.Best = &found.best
			}
			for user := range found.users {
				users[user] = true
				shown.ThroughUsers = append(shown.ThroughUsers, user)
			}
			slices.Sort(shown.ThroughUsers)
			judged.KeyPlayers = append(judged.KeyPlayers, shown)
			for _, id := range found.critical {
				cut(cutsOff, id, player.ID)
			}
		}
		judged.SingleThreaded = len(users) == 1
		slices.SortFunc(judged.KeyPlayers, func(a, b ReachedPlayer) int { return byName(a.Person, b.Person) })
		judged.Critical = criticalInDeal(cutsOff, people)
		answer.Deals = append(answer.Deals, judged)
	}
	slices.SortFunc(answer.Deals, func(a, b DealResilience) int {
		return cmp.Or(
			trueFirst(a.SingleThreaded, b.SingleThreaded),
			cmp.Compare(dealValue(&b.Opportunity), dealValue(&a.Opportunity)),
			strings.Compare(fold(a.Opportunity.Name), fold(b.Opportunity.Name)),
			strings.Compare(a.Opportunity.ID, b.Opportunity.ID),
		)
	})
	answer.People = criticalPeople(answer.Deals, people)
	return answer
}

func cut(cutsOff map[string]map[string]bool, by, whom string) {
	if cutsOff[by] == nil {
		cutsOff[by] = map[string]bool{}
	}
	cutsOff[by][whom] = true
}

func criticalInDeal(cutsOff map[string]map[string]bool, people map[string]Person) []CriticalInDeal {
	critical := make([]CriticalInDeal, 0, len(cutsOff))
	for id, whom := range cutsOff {
		if person, there := people[id]; there {
			lost := named(whom, people)
			critical = append(critical, CriticalInDeal{Person: person, CutsOff: lost, Text: loss(person, lost)})
		}
	}
	slices.SortFunc(critical, func(a, b CriticalInDeal) int {
		return cmp.Or(cmp.Compare(len(b.CutsOff), len(a.CutsOff)), byName(a.Person, b.Person))
	})
	return critical
}

// criticalPeople sums over the deals, which are in their order. Values are ordered as they are, whatever their currencies.
func criticalPeople(deals []DealResilience, people map[string]Person) []CriticalPerson {
	cutsOff, stakes := map[string]map[string]bool{}, map[string][]dealRow{}
	for _, deal := range deals {
		for _, critical := range deal.Critical {
			stakes[critical.Person.ID] = append(stakes[critical.Person.ID], dealRow{Deal: deal.Opportunity})
			for _, lost := range critical.CutsOff {
				cut(cutsOff, critical.Person.ID, lost.ID)
			}
		}
	}
	sums := map[string]float64{}
	all := make([]CriticalPerson, 0, len(cutsOff))
	for _, in := range criticalInDeal(cutsOff, people) {
		person := CriticalPerson{Person: in.Person, CutsOff: in.CutsOff, Text: in.Text, Value: amounts(stakes[in.Person.ID], "open")}
		for _, deal := range stakes[in.Person.ID] {
			person.OpportunityIDs = append(person.OpportunityIDs, deal.ID)
			sums[in.Person.ID] += max(dealValue(&deal.Deal), 0)
		}
		all = append(all, person)
	}
	slices.SortFunc(all, func(a, b CriticalPerson) int {
		return cmp.Or(cmp.Compare(len(b.CutsOff), len(a.CutsOff)), cmp.Compare(sums[b.Person.ID], sums[a.Person.ID]), byName(a.Person, b.Person))
	})
	return all
}

// named are the people of some ids, by name and id.
func named(ids map[string]bool, people map[string]Person) []Person {
	all := make([]Person, 0, len(ids))
	for id := range ids {
		all = append(all, people[id])
	}
	slices.SortFunc(all, byName)
	return all
}

func byName(a, b Person) int {
	return cmp.Or(strings.Compare(fold(a.Name), fold(b.Name)), strings.Compare(a.ID, b.ID))
}

// loss says what it would cost us if somebody left.
func loss(person Person, lost []Person) string {
	names := make([]string, len(lost))
	for i := range lost {
		names[i] = lost[i].Name
	}
	return fmt.Sprintf("If %s left, nobody of us would reach %s.", person.Name, listed(names, " or "))
}
