package graph

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var computedInfluence = cypher.Must("read/computed_influence")

// ComputedInfluence is what influence people have by who influences whom, beside the influence that somebody asserted. It counts
// influences in general and for the deal, whatever their effect: a negative one or a conflict is influence too. Between two people the
// heaviest one counts. Accounts that influence people are left out.
type ComputedInfluence struct {
	Account     Named               `json:"account"`
	Opportunity *Named              `json:"opportunity"` // the deal asked for, else the open one of most value; null without any
	AsOf        Date                `json:"asOf" swaggertype:"string" format:"date"`
	People      []InfluentialPerson `json:"people"` // by page rank, then by id
}

// InfluentialPerson is a person with the influence that is computed and the one that is asserted.
//
// PageRank (Brin & Page, The anatomy of a large-scale hypertextual web search engine, 1998): whoever is influenced passes .85 of their
// rank on to who influences them, in proportion to the weights 1 to 5, and all share the rest alike; whom nobody influences passes it on
// to all alike. The ranks of all add up to 1. Brokerage is the betweenness of Freeman (A set of measures of centrality based on betweenness, 1977),
// along the influences, weights aside: the share of shortest chains between two others on which the person stands, on average over all
// pairs; who stands there fills what Burt calls a structural hole (Structural holes, 1992).
type InfluentialPerson struct {
	Person       Person  `json:"person"`
	Asserted     *int    `json:"asserted" example:"4" field:"buyingCenterMembers.influence"` // 1 to 5, in the deal; null is not known
	PageRank     float64 `json:"pageRank" example:"0.21" field:"influences.weight"`          // 0 to 1, to six decimals
	Rank         int     `json:"rank" example:"1" field:"influences.weight"`                 // by page rank; the same for the same
	Brokerage    float64 `json:"brokerage" example:"0.3" field:"influences.weight"`          // 0 to 1, to six decimals
	Influences   int     `json:"influences" example:"3"`                                     // how many people
	InfluencedBy int     `json:"influencedBy" example:"1"`                                   // how many people
	Status       string  `json:"status" enums:"inferred"`                                    // of what is computed
	Text         string  `json:"text" example:"Computed: rank 1 of 5, influences 3 people, is influenced by 1 person. Asserted: 4 of 5." field:"influences.weight,buyingCenterMembers.influence"`
}

type computedInfluenceRow struct {
	Account          Named  `json:"account"`
	Opportunity      *Named `json:"opportunity"`
	OpportunityFound bool   `json:"opportunityFound"`
	Asserted         []struct {
		ID        string `json:"id"`
		Influence int    `json:"influence" field:"buyingCenterMembers.influence"`
	} `json:"asserted" field:"buyingCenterMembers"`
	Influences []weighedInfluence `json:"influences" field:"influences"`
}

// weighedInfluence is that one person influences another.
type weighedInfluence struct {
	From   string  `json:"from"`
	To     string  `json:"to"`
	Weight float64 `json:"weight"`
}

// ComputedInfluence answers for the people in and around an account who influence somebody there, are influenced, or have an asserted
// influence in the deal; opportunityID may be empty, day is today where nil. NotFound: the account or the deal.
func (g *Graph) ComputedInfluence(ctx context.Context, v access.Viewer, accountID, opportunityID string, day *Date) (ComputedInfluence, error) {
	asOf := g.asOf(day)
	rows, err := store.Read[computedInfluenceRow](ctx, g.store, computedInfluence, v.Sees(map[string]any{"id": accountID, "opportunityId": opportunityID, "asOf": asOf}))
	row, err := one(rows, err, "account", accountID)
	switch {
	case err != nil:
		return ComputedInfluence{}, err
	case opportunityID != "" && !row.OpportunityFound:
		return ComputedInfluence{}, problem.NotFound("opportunity", opportunityID)
	}
	ids, asserted := map[string]bool{}, map[string]int{}
	for _, i := range row.Influences {
		ids[i.From], ids[i.To] = true, true
	}
	for _, a := range row.Asserted {
		ids[a.ID], asserted[a.ID] = true, a.Influence
	}
	people, err := g.people(ctx, v, ids, asOf)
	if err != nil {
		return ComputedInfluence{}, err
	}
	answer := ComputedInfluence{Account: row.Account, Opportunity: row.Opportunity, AsOf: asOf, People: influential(people, row.Influences)}
	for i := range answer.People {
		p := &answer.People[i]
		if influence, has := asserted[p.Person.ID]; has {
			p.Asserted = &influence
		}
		p.Text = p.text(len(answer.People))
	}
	return answer, nil
}

const (
	pageRankDamping   = .85
	pageRankTolerance = 1e-12
)

// influential computes the influence of people by who influences whom.
func influential(people map[string]Person, influences []weighedInfluence) []InfluentialPerson {
	all := make([]InfluentialPerson, 0, len(people))
	for _, person := range people {
		all = append(all, InfluentialPerson{Person: person, Status: "inferred"})
	}
	slices.SortFunc(all, func(a, b InfluentialPerson) int { return cmp.Compare(a.Person.ID, b.Person.ID) })
	node := make(map[string]int64, len(all))
	// Influence runs from who has it, rank to who has it.
	influence, rank := simple.NewDirectedGraph(), simple.NewWeightedDirectedGraph(0, 0)
	for i := range all {
		node[all[i].Person.ID] = int64(i)
		influence.AddNode(simple.Node(i))
		rank.AddNode(simple.Node(i))
	}
	for _, i := range influences {
		from, is := node[i.From]
		to, too := node[i.To]
		if !is || !too { // deleted meanwhile
			continue
		}
		all[from].Influences++
		all[to].InfluencedBy++
		influence.SetEdge(simple.Edge{F: simple.Node(from), T: simple.Node(to)})
		rank.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(to), T: simple.Node(from), W: i.Weight})
	}
	if len(all) == 0 {
		return all
	}
	ranks, sum := network.PageRankSparse(rank, pageRankDamping, pageRankTolerance), 0.0
	for i := range all {
		sum += ranks[int64(i)]
	}
	between, pairs := network.Betweenness(influence), float64((len(all)-1)*(len(all)-2))
	for i := range all {
		all[i].PageRank = sixDecimals(ranks[int64(i)] / sum)
		if pairs > 0 {
			all[i].Brokerage = sixDecimals(between[int64(i)] / pairs)
		}
	}
	slices.SortStableFunc(all, func(a, b InfluentialPerson) int { return cmp.Compare(b.PageRank, a.PageRank) })
	for i := range all {
		all[i].Rank = i + 1
		if i > 0 && all[i].PageRank == all[i-1].PageRank {
			all[i].Rank = all[i-1].Rank
		}
	}
	return all
}

// sixDecimals takes away what differs between two runs on the same graph: the library begins page ranks with random numbers, and adds
// up in the order of its maps.
func sixDecimals(number float64) float64 { return math.Round(number*1e6) / 1e6 }

func (p *InfluentialPerson) text(all int) string {
	text := fmt.Sprintf("Computed: rank %d of %d, influences %s, is influenced by %s.", p.Rank, all, countedPeople(p.Influences), countedPeople(p.InfluencedBy))
	if p.Asserted == nil {
		return text + " Nothing is asserted."
	}
	return text + fmt.Sprintf(" Asserted: %d of 5.", *p.Asserted)
}

func countedPeople(n int) string {
	switch n {
	case 0:
		return "nobody"
	case 1:
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
