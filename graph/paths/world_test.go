package paths_test

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/paths"
)

func TestMain(m *testing.M) {
	if os.Getenv("KITH_SOAK") != "" {
		if err := setChecks("10000"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// world is the obvious way to hold the same graph.
type world struct {
	people map[string]paths.Person
	ties   map[string]map[string]paths.Tie
	hidden map[string]map[string][]string // of private ties who sees them

	numbers map[[2]string]int64 // of ties
}

func newWorld() world {
	return world{map[string]paths.Person{}, map[string]map[string]paths.Tie{}, map[string]map[string][]string{}, map[[2]string]int64{}}
}

// viewers are who asks and sees everybody; the last one of them sees none of the private ties.
var viewers = []paths.Sight{{Name: "usr_03"}, {Name: "usr_07"}, {Name: "system", All: true}, {}}

// as is the world as a viewer sees it.
func (w world) as(v paths.Sight) world {
	seen := newWorld()
	seen.numbers = w.numbers
	for id, p := range w.people {
		p.Active = p.Active && (!p.Closed || v.All || v.Name == id)
		seen.people[id], seen.ties[id] = p, map[string]paths.Tie{}
		for other, tie := range w.ties[id] {
			if who := w.hidden[id][other]; who == nil || slices.Contains(who, v.Name) {
				seen.ties[id][other] = tie
			}
		}
	}
	return seen
}

// The strengths are few, so that scores are often equal, exactly or but for the order of the multiplications; and some are so close
// to others that rounding makes their products equal.
var strengths = []float64{math.NaN(), 0, .1, .2, .2, .3, .5, .5, .5 + 1e-9, .5 - 3e-10, .6, .7, .8, .8 + 1e-10, .9, 1}

// With high ones, long paths are often better than short ones.
var high = []float64{.5, .7, .8, .9, .95, 1, 1, 1}

// drawNumber draws a number of the graph: of those that are large some are not kept.
func drawNumber(t *rapid.T) int64 {
	return rapid.OneOf(rapid.Int64Range(0, 1<<20), rapid.Int64Range(math.MaxUint32-2, math.MaxUint32-1), rapid.Just(int64(1)<<33)).Draw(t, "number")
}

func isKept(number int64) bool { return number < math.MaxUint32 }

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func drawPair(t *rapid.T, ids []string, strengths []float64) paths.Pair {
	return paths.Pair{
		A: rapid.SampledFrom(ids).Draw(t, "a"), B: rapid.SampledFrom(ids).Draw(t, "b"),
		Strength: rapid.SampledFrom(strengths).Draw(t, "strength"), Conflict: rapid.IntRange(0, 7).Draw(t, "conflict") == 0,
		Private: rapid.SampledFrom([][]string{nil, nil, nil, {"system"}, {"system", "usr_03"}, {"system", "usr_03", "usr_07"}}).Draw(t, "private"),
		Number:  drawNumber(t),
	}
}

// drawBatch draws changes. Ids between and after those of the first load are among them, and one that is never put.
func drawBatch(t *rapid.T) paths.Batch {
	var ids []string
	for i := range 14 {
		ids = append(ids, fmt.Sprintf("%s_%02d", []string{"con", "con", "con", "usr"}[i%4], i))
	}
	from := rapid.SampledFrom([][]float64{strengths, high}).Draw(t, "strengths")
	return paths.Batch{
		People: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) paths.Person {
			id := rapid.SampledFrom(ids).Draw(t, "person")
			return paths.Person{ID: id, User: id[0] == 'u', Active: rapid.IntRange(0, 3).Draw(t, "active") > 0, Closed: id[0] == 'u' && rapid.IntRange(0, 3).Draw(t, "closed") == 0,
				BelongsTo: rapid.SliceOfN(rapid.SampledFrom(belongings), 0, 2).Draw(t, "belongsTo"), Number: drawNumber(t)}
		}), 0, 14).Draw(t, "people"),
		PeopleGone: rapid.SliceOfN(rapid.SampledFrom(ids), 0, 2).Draw(t, "gone"),
		Ties:       rapid.SliceOfN(rapid.Custom(func(t *rapid.T) paths.Pair { return drawPair(t, append(ids, "con_unknown"), from) }), 0, 50).Draw(t, "ties"),
		TiesGone:   rapid.SliceOfN(rapid.Custom(func(t *rapid.T) paths.Pair { return drawPair(t, ids, from) }), 0, 5).Draw(t, "tiesGone"),
	}
}

func (w world) change(b paths.Batch) {
	for _, p := range b.People {
		w.people[p.ID] = p
		if w.ties[p.ID] == nil {
			w.ties[p.ID], w.hidden[p.ID] = map[string]paths.Tie{}, map[string][]string{}
		}
	}
	for _, id := range b.PeopleGone {
		for other := range w.ties[id] {
			delete(w.ties[other], id)
		}
		delete(w.people, id)
		delete(w.ties, id)
	}
	for _, t := range b.Ties {
		if w.ties[t.A] != nil && w.ties[t.B] != nil && t.A != t.B {
			w.ties[t.A][t.B] = paths.Tie{ID: t.B, Strength: t.Strength, Conflict: t.Conflict}
			w.ties[t.B][t.A] = paths.Tie{ID: t.A, Strength: t.Strength, Conflict: t.Conflict}
			w.hidden[t.A][t.B], w.hidden[t.B][t.A] = t.Private, t.Private
			w.numbers[pairOf(t.A, t.B)] = t.Number
		}
	}
	for _, t := range b.TiesGone {
		delete(w.ties[t.A], t.B)
		delete(w.ties[t.B], t.A)
	}
}

func (w world) ids() []string {
	var ids []string
	for id := range w.people {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// belongings are what people belong to.
var belongings = []string{"usr_03", "unt_1", "unt_2", "@unt_1", "@"}

// drawSight draws whom an asker sees: everybody, nobody, or who belongs to something.
func drawSight(t *rapid.T) paths.Sight {
	keys := func(name string) []string {
		if rapid.Bool().Draw(t, name+" all") {
			return nil
		}
		return append([]string{}, rapid.SliceOfN(rapid.SampledFrom(belongings), 0, 3).Draw(t, name)...)
	}
	sight := rapid.SampledFrom(viewers).Draw(t, "asker")
	sight.Contacts, sight.Users = keys("contacts"), keys("users")
	return sight
}

func (w world) hides(sight paths.Sight, id string) bool {
	sees := sight.Contacts
	if w.people[id].User {
		sees = sight.Users
	}
	return sees != nil && !slices.ContainsFunc(w.people[id].BelongsTo, func(key string) bool { return slices.Contains(sees, key) })
}

// seesTie tells whether an asker sees a tie of one person to another by whose it is, where both are seen.
func (w world) seesTie(sight paths.Sight, from, to string) bool {
	switch {
	case w.people[to].User:
		return !w.hides(sight, to)
	case w.people[from].User:
		return !w.hides(sight, from)
	}
	return sight.Users == nil || len(sight.Users) > 0
}

func (w world) hasLeft(id string) bool { return w.people[id].User && !w.people[id].Active }

// tiesOf are somebody's ties in the order of the ids.
func (w world) tiesOf(id string) []paths.Tie {
	ties := []paths.Tie{}
	for _, t := range w.ties[id] {
		ties = append(ties, t)
	}
	slices.SortFunc(ties, func(a, b paths.Tie) int { return cmp.Compare(a.ID, b.ID) })
	return ties
}

// build loads the graph from scratch, in two parts and no order, and the private ties after them. Some ties are told twice, wrongly at first.
func (w world) build(t require.TestingT, half int) *paths.View {
	b := paths.NewBuilder()
	ids := w.ids()
	number := map[string]uint32{}
	for i, id := range ids {
		require.NoError(t, b.People([]paths.Person{w.people[id]}))
		number[id] = uint32(i)
	}
	first, second := b.Part(), b.Part()
	var private []paths.Pair
	for i, id := range ids {
		part := second
		if i < half {
			part = first
		}
		for other, tie := range w.ties[id] {
			if other > id && i%3 == 0 {
				first.Add(number[other], number[id], 1, true, 0)
			}
			switch {
			case other < id:
			case w.hidden[id][other] != nil:
				private = append(private, paths.Pair{A: id, B: other, Strength: tie.Strength, Conflict: tie.Conflict, Private: w.hidden[id][other], Number: w.numbers[pairOf(id, other)]})
			default:
				part.Add(number[id], number[other], tie.Strength, tie.Conflict, w.numbers[pairOf(id, other)])
			}
		}
		part.Add(number[id], number[id], 1, false, 0)
	}
	view := b.View()
	view.Change(paths.Batch{Ties: private})
	return view
}

// every calls found with each simple path between two people that keeps to the hop limit, uses ties that count, and has nobody in
// between who is out.
func (w world) every(from, to string, maxHops int, counts func(paths.Tie) bool, out func(so []string, id string) bool, found func(paths.Chain)) {
	if w.ties[from] == nil {
		return
	}
	var walk func(paths.Chain)
	walk = func(so paths.Chain) {
		at := so.IDs[len(so.IDs)-1]
		if at == to {
			found(so)
			return
		}
		if len(so.IDs) > maxHops {
			return
		}
		for _, tie := range w.ties[at] {
			if slices.Contains(so.IDs, tie.ID) || tie.ID != to && out(so.IDs, tie.ID) || !counts(tie) {
				continue
			}
			walk(paths.Chain{IDs: append(slices.Clone(so.IDs), tie.ID), Score: so.Score * tie.Strength})
		}
	}
	walk(paths.Chain{IDs: []string{from}, Score: 1})
}

func nineDigits(score float64) float64 {
	if math.IsNaN(score) {
		return math.Inf(-1)
	}
	rounded, _ := strconv.ParseFloat(fmt.Sprintf("%.9g", score), 64)
	return rounded
}

func before(a, b paths.Chain) int {
	if by := cmp.Compare(nineDigits(b.Score), nineDigits(a.Score)); by != 0 {
		return by
	}
	if by := len(a.IDs) - len(b.IDs); by != 0 {
		return by
	}
	return slices.Compare(a.IDs, b.IDs)
}

// same compares chains to the last bit; an unknown score equals another.
func same(t require.TestingT, expected, actual []paths.Chain, about ...any) {
	require.Equal(t, fmt.Sprint(expected), fmt.Sprint(actual), about...)
}
