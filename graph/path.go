package graph

import (
	"cmp"
	"context"
	"crypto/cipher"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var pathDetails = cypher.Must("read/path_details")

// Path is a chain of people of whom each knows the next.
type Path struct {
	Rank       int      `json:"rank" example:"1"`
	Score      *float64 `json:"score" example:"0.41" field:"ties.strength"` // product of the ties' strengths, 0 to 1; null where one of them is not known or not shown
	Introducer Person   `json:"introducer"`                                 // the person next to the target; the source itself on a path of one hop
	People     []Person `json:"people"`                                     // from the source to the target
	Hops       []Hop    `json:"hops"`
	WhyNotNext string   `json:"whyNotNext"` // what this path has over the next one, in a sentence
}

// Hop is one tie of a path.
type Hop struct {
	From     string     `json:"from"`
	To       string     `json:"to"`
	Strength *float64   `json:"strength" example:"0.64" field:"ties.strength"`                     // 0 to 1; null is not known, or not shown
	Band     string     `json:"band,omitempty" enums:"strong,familiar,weak" field:"ties.strength"` // shown where the strength is not, too
	Status   string     `json:"status" enums:"fact,asserted,inferred"`
	Evidence []Evidence `json:"evidence"`
	Reason   string     `json:"reason"`
}

// chain is a path as a statement answers it: ids and what they score.
type chain struct {
	Score *float64 `json:"score"`
	IDs   []string `json:"ids"`
}

// compareChains orders paths: by score rounded to nine significant digits, those without one last, then fewer hops, then the
// ids from the source on.
func compareChains(a, b chain) int {
	if by := cmp.Compare(b.rounded(), a.rounded()); by != 0 {
		return by
	}
	if by := cmp.Compare(len(a.IDs), len(b.IDs)); by != 0 {
		return by
	}
	return slices.Compare(a.IDs, b.IDs)
}

// rounded is the score to nine significant digits, or less than any score where there is none.
func (c chain) rounded() float64 {
	if c.Score == nil {
		return -1
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(*c.Score, 'e', 8, 64), 64)
	if err != nil {
		panic(err) // what FormatFloat writes, ParseFloat reads
	}
	return rounded
}

// detailsRow is what the statement path_details answers.
type detailsRow struct {
	People []personSeen `json:"people"`
	Ties   []tieSeen    `json:"ties"`
}

type personSeen struct {
	Unit      *string    `json:"unit"` // of a user
	Person    Person     `json:"person"`
	AskFirst  bool       `json:"askFirst"`
	Positions []workedAt `json:"positions"`
}

type tieSeen struct {
	From     string   `json:"from"`
	To       string   `json:"to"`
	Strength *float64 `json:"strength" field:"ties.strength"`
	Status   string   `json:"status"`
	Shared   bool     `json:"shared"` // its user lets others see all of it
	tieEvidence
}

// paths orders chains and puts names, evidence and reasons to the first limit of them; the one after these is told as the next.
// It also returns everybody it read, and the people of the ids also, by id. People and ties are read after the chains were: a
// chain that has lost one of either meanwhile is left out.
func (g *Graph) paths(ctx context.Context, v access.Viewer, chains []chain, limit int, also ...string) ([]Path, map[string]Person, error) {
	lists, people, err := g.pathLists(ctx, v, [][]chain{chains}, limit, also...)
	if err != nil {
		return nil, nil, err
	}
	return lists[0], people, nil
}

// pathLists is paths for several lists of chains, in one statement.
func (g *Graph) pathLists(ctx context.Context, v access.Viewer, lists [][]chain, limit int, also ...string) ([][]Path, map[string]Person, error) {
	people, pairs := map[string]bool{}, map[[2]string]bool{}
	for _, id := range also {
		people[id] = true
	}
	for _, chains := range lists {
		slices.SortFunc(chains, compareChains)
		for i, c := range chains[:min(limit+1, len(chains))] {
			for at, id := range c.IDs {
				people[id] = true
				if at > 0 && i < limit {
					pairs[ends(c.IDs[at-1], id)] = true
				}
			}
		}
	}
	details, err := g.pathDetails(ctx, v, people, pairs, also)
	if err != nil {
		return nil, nil, err
	}
	all := make([][]Path, len(lists))
	for i, chains := range lists {
		all[i] = details.paths(chains, limit)
	}
	return all, details.people, nil
}

// paths are the first limit of ordered chains.
func (k knownDetails) paths(chains []chain, limit int) []Path {
	shown := chains[:min(limit, len(chains))]
	paths := make([]Path, 0, len(shown))
	for i, c := range shown {
		path, whole := k.path(c)
		if !whole {
			continue
		}
		path.Rank = len(paths) + 1
		path.WhyNotNext = "There is no other path."
		if i+1 < len(chains) {
			path.WhyNotNext = whyNotNext(c, chains[i+1], k.names(chains[i+1]), k.reachesFurther(c) || k.reachesFurther(chains[i+1]))
		}
		paths = append(paths, path)
	}
	return paths
}

// knownDetails is what is known of the people and ties on paths; ties by their two ids, the smaller first.
type knownDetails struct {
	people    map[string]Person
	units     map[string]string // of users
	positions map[string][]workedAt
	ties      map[[2]string]tieSeen
	today     Date
	viewer    access.Viewer
	seal      cipher.AEAD // of hops
}

// pathDetails reads people and ties. Who wants to be asked first stands without name and id, but for those whom the question names.
func (g *Graph) pathDetails(ctx context.Context, v access.Viewer, people map[string]bool, pairs map[[2]string]bool, named []string) (knownDetails, error) {
	ids, between := make([]string, 0, len(people)), make([][]string, 0, len(pairs))
	for id := range people {
		ids = append(ids, id)
	}
	for p := range pairs {
		between = append(between, p[:])
	}
	rows, err := store.Read[detailsRow](ctx, g.store, pathDetails, v.Sees(map[string]any{"people": ids, "pairs": between, "asOf": g.Today()}))
	if err != nil {
		return knownDetails{}, err
	}
	known := knownDetails{
		people: map[string]Person{}, units: map[string]string{}, positions: map[string][]workedAt{}, ties: map[[2]string]tieSeen{}, today: g.Today(), viewer: v,
	}
	if known.seal, err = g.hopSeal(ctx); err != nil {
		return knownDetails{}, err
	}
	for _, seen := range rows[0].People {
		id := seen.Person.ID
		known.people[id], known.positions[id] = seen.Person, seen.Positions
		if seen.Unit != nil {
			known.units[id] = *seen.Unit
		}
		if seen.AskFirst && v.Rights != nil && id != v.UserID && !slices.Contains(named, id) {
			known.people[id] = known.somebody(id)
		}
	}
	for _, tie := range rows[0].Ties {
		known.ties[[2]string{tie.From, tie.To}] = tie
	}
	return known, nil
}

func ends(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// path is a chain with its people, hops and reasons, and whether all of it is still there.
func (k knownDetails) path(c chain) (Path, bool) {
	if k.reachesFurther(c) {
		return k.anonymous(c)
	}
	path := Path{Score: c.Score, People: make([]Person, 0, len(c.IDs)), Hops: make([]Hop, 0, len(c.IDs)-1)}
	for i, id := range c.IDs {
		person, found := k.people[id]
		if !found {
			return path, false
		}
		path.People = append(path.People, person)
		if i == 0 {
			continue
		}
		tie, found := k.ties[ends(c.IDs[i-1], id)]
		if !found {
			return path, false
		}
		before := path.People[i-1]
		hop := Hop{From: before.ID, To: person.ID, Strength: tie.Strength, Band: band(tie.Strength), Status: tie.Status}
		if before.Hop != "" || person.Hop != "" {
			hop.veil(before.Name, person.Name)
			path.Hops = append(path.Hops, hop)
			continue
		}
		grounds := tie.grounds(k.positions[tie.From], k.positions[tie.To], k.today)
		hop.Evidence, hop.Reason = evidenceOf(grounds, before.Name, person.Name, k.today, seesWhole(k.viewer, tie.Shared, tie.From, tie.To))
		path.Hops = append(path.Hops, hop)
	}
	path.Introducer = path.People[len(path.People)-2]
	return path, true
}

// reachesFurther reports whether a chain leads over somebody whom the viewer does not see, as one of us knows them.
func (k knownDetails) reachesFurther(c chain) bool {
	_, seen := k.people[c.IDs[1]]
	return !seen && len(c.IDs) > 2 && k.people[c.IDs[0]].Kind == "user"
}

// colleague is how a user shows whose tie counts for a viewer who does not see whom it leads to.
func (k knownDetails) colleague(id string) string {
	if unit := k.units[id]; unit != "" {
		return "a colleague in " + unit
	}
	return "a colleague"
}

// anonymous is a chain over somebody whom the viewer does not see: neither that person nor the user shows, and of their ties no more than how
// strong they are, in a word.
func (k knownDetails) anonymous(c chain) (Path, bool) {
	unseen := Person{Kind: "contact", Name: "somebody whom you do not see"}
	path := Path{People: []Person{{Kind: "user", Name: k.colleague(c.IDs[0]), Hop: k.hop(c.IDs[0])}, unseen}, Hops: []Hop{}}
	for i, id := range c.IDs[1:] {
		tie, found := k.ties[ends(c.IDs[i], id)]
		if !found {
			return path, false
		}
		if i > 0 {
			person, found := k.people[id]
			if !found {
				return path, false
			}
			path.People = append(path.People, person)
		}
		from, to := path.People[i], path.People[i+1]
		hop := Hop{From: from.ID, To: to.ID, Band: band(tie.Strength), Status: tie.Status, Evidence: []Evidence{}}
		if i > 1 {
			grounds := tie.grounds(k.positions[tie.From], k.positions[tie.To], k.today)
			hop.Strength = tie.Strength
			hop.Evidence, hop.Reason = evidenceOf(grounds, from.Name, to.Name, k.today, seesWhole(k.viewer, tie.Shared, tie.From, tie.To))
		} else {
			hop.Reason = fmt.Sprintf("%s and %s: ask for an introduction.", upperFirst(from.Name), to.Name)
		}
		path.Hops = append(path.Hops, hop)
	}
	path.Introducer = path.People[len(path.People)-2]
	return path, true
}

// upperFirst is a text that begins a sentence.
func upperFirst(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// names says a chain by its people between the ends, or that there are none.
func (k knownDetails) names(c chain) string {
	if k.reachesFurther(c) {
		return "over " + k.colleague(c.IDs[0])
	}
	if len(c.IDs) == 2 {
		return fmt.Sprintf("%s directly", k.people[c.IDs[0]].Name)
	}
	var names []string
	for _, id := range c.IDs[:len(c.IDs)-1] {
		names = append(names, k.people[id].Name)
	}
	return strings.Join(names, ", ")
}

// whyNotNext says what a path has over the next one, which goes by the people named; of paths whose strength does not show, no numbers.
func whyNotNext(c, next chain, names string, further bool) string {
	switch {
	case further:
		return fmt.Sprintf("The next path (%s) is not better.", names)
	case c.Score != nil && next.Score == nil:
		return fmt.Sprintf("The next path (%s) has a tie whose strength is not known.", names)
	case c.rounded() > next.rounded():
		return fmt.Sprintf("The next path (%s) scores %s, this one %s.", names, shortNumber(*next.Score), shortNumber(*c.Score))
	case len(c.IDs) < len(next.IDs):
		return fmt.Sprintf("The next path (%s) scores the same but is longer: %d hops, this one %d.", names, len(next.IDs)-1, len(c.IDs)-1)
	case c.Score == nil:
		return fmt.Sprintf("The next path (%s) has no score either and as many hops; the ids order them.", names)
	}
	return fmt.Sprintf("The next path (%s) is as good: the same score and as many hops; the ids order them.", names)
}

// shortNumber is a number for a sentence: three significant digits.
func shortNumber(number float64) string { return strconv.FormatFloat(number, 'g', 3, 64) }
