package paths_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/paths"
)

// setChecks says how many graphs each property is tried on, where the command line does not.
func setChecks(count string) error { return flag.Set("rapid.checks", count) }

// Whatever has been changed, every answer is what trying all paths finds.
func TestAnswersAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		w.change(drawBatch(t))
		view := w.build(t, rapid.IntRange(0, len(w.people)).Draw(t, "half"))
		for range 3 {
			w.agrees(t, view)
			b := drawBatch(t)
			view.Change(b)
			w.change(b)
			if rapid.Bool().Draw(t, "again") {
				ties := b.Ties
				view.Change(paths.Batch{PeopleGone: b.PeopleGone, TiesGone: b.TiesGone})
				w.change(paths.Batch{PeopleGone: b.PeopleGone, TiesGone: b.TiesGone})
				view.Change(paths.Batch{Ties: ties})
				w.change(paths.Batch{Ties: ties})
			}
		}
		w.agrees(t, view)
		w.agrees(t, w.build(t, 0))
	})
}

func (w world) agrees(t *rapid.T, view *paths.View) {
	ids := append(w.ids(), "con_unknown")
	people, ties := view.Size()
	ends := 0
	require.Equal(t, len(w.people), people)
	nobody := w.as(paths.Sight{})
	for _, id := range ids {
		require.Equal(t, fmt.Sprint(nobody.tiesOf(id)), fmt.Sprint(view.Ties(id)))
		ends += len(nobody.ties[id])
	}
	require.Equal(t, ends/2, ties)
	for range 4 {
		sight := drawSight(t)
		w.as(sight).introductionsAgree(t, view, sight, ids)
		w.as(sight).betweenAgrees(t, view, sight, ids)
		w.as(sight).aroundAgrees(t, view, sight, ids)
		w.as(sight).amongAgrees(t, view, sight.Name, ids)
		world{people: w.people, ties: w.as(sight).ties}.strongestUsersAgree(t, view, sight, ids)
	}
}

func (w world) introductionsAgree(t *rapid.T, view *paths.View, sight paths.Sight, ids []string) {
	some := rapid.SliceOfN(rapid.SampledFrom(ids), 0, 3)
	q := paths.Question{
		Anyone: rapid.Bool().Draw(t, "anyone"), Sources: some.Draw(t, "sources"), MaxHops: rapid.SampledFrom([]int{1, 2, 3, 4, 4, 4}).Draw(t, "maxHops"),
		MinStrength: rapid.SampledFrom([]float64{0, 0, .2, .5}).Draw(t, "minStrength"), Without: some.Draw(t, "without"),
		AllowConflict: rapid.Bool().Draw(t, "allowConflict"), Limit: rapid.SampledFrom([]int{1, 2, 5, 2000}).Draw(t, "limit"), Sight: sight,
	}
	targets := some.Draw(t, "targets")
	answer, err := view.IntroductionsToEach(context.Background(), targets, q)
	require.NoError(t, err)
	require.Len(t, answer, len(targets))
	for i, target := range targets {
		same(t, w.introductions(target, q), answer[i], "to %s of %v, %+v", target, targets, q)
	}
}

func (w world) introductions(target string, q paths.Question) []paths.Chain {
	best := map[string]paths.Chain{}
	left := func(id string) bool { return w.hasLeft(id) || slices.Contains(q.Without, id) }
	out := func(so []string, id string) bool {
		nextToUs := len(so) == 1 && w.people[so[0]].User && !w.people[id].User // a contact who is not seen, but whom one of us knows
		return left(id) || w.hides(q.Sight, id) && !nextToUs
	}
	counts := func(tie paths.Tie) bool { return tie.Strength >= q.MinStrength && (q.AllowConflict || !tie.Conflict) }
	for id, p := range w.people {
		if left(id) || w.hides(q.Sight, id) || id == target || !(q.Anyone && p.User) && (q.Anyone || !slices.Contains(q.Sources, id)) {
			continue
		}
		w.every(id, target, q.MaxHops, counts, out, func(c paths.Chain) {
			introducer := c.IDs[len(c.IDs)-2]
			if known, has := best[introducer]; !has || before(c, known) < 0 {
				best[introducer] = c
			}
		})
	}
	all := []paths.Chain{}
	for _, c := range best {
		all = append(all, c)
	}
	slices.SortFunc(all, before)
	return all[:min(q.Limit, len(all))]
}

func (w world) betweenAgrees(t *rapid.T, view *paths.View, sight paths.Sight, ids []string) {
	from, to := rapid.SampledFrom(ids).Draw(t, "from"), rapid.SampledFrom(ids).Draw(t, "to")
	limit := rapid.SampledFrom([]int{1, 2, 10, 200}).Draw(t, "limit")
	hops := rapid.IntRange(1, 4).Draw(t, "hops")
	answer, err := view.Best(context.Background(), sight, from, to, hops, limit)
	require.NoError(t, err)
	w.between(t, sight, from, to, hops, limit, false, answer)
	hops = rapid.IntRange(1, 6).Draw(t, "hops")
	answer, err = view.Shortest(context.Background(), sight, from, to, hops, limit)
	require.NoError(t, err)
	w.between(t, sight, from, to, hops, limit, true, answer)
}

func (w world) between(t *rapid.T, sight paths.Sight, from, to string, maxHops, limit int, shortest bool, answer paths.Between) {
	var all []paths.Chain
	if from != to {
		counts := func(tie paths.Tie) bool { return shortest || !math.IsNaN(tie.Strength) }
		out := func(_ []string, id string) bool { return w.hasLeft(id) || w.hides(sight, id) }
		w.every(from, to, maxHops, counts, out, func(c paths.Chain) { all = append(all, c) })
	}
	distance := 0
	for _, c := range all {
		if hops := len(c.IDs) - 1; distance == 0 || hops < distance {
			distance = hops
		}
	}
	if shortest {
		all = slices.DeleteFunc(all, func(c paths.Chain) bool { return len(c.IDs)-1 > distance })
	}
	slices.SortFunc(all, before)
	about := fmt.Sprintf("%s to %s, %d hops, shortest %t", from, to, maxHops, shortest)
	require.Equal(t, len(all), answer.Total, about)
	require.Equal(t, distance, answer.Distance, about)
	same(t, all[:min(limit, len(all))], answer.Chains, about)
}

// amongAgrees compares what the graph is asked by: numbers of people and of the ties among them.
func (w world) amongAgrees(t *rapid.T, view *paths.View, name string, ids []string) {
	people := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 8, rapid.ID).Draw(t, "among")
	var numbers, ofPeople []int64
	var rest []string
	complete := true
	for i, id := range people {
		p, is := w.people[id]
		complete = complete && is
		if is && isKept(p.Number) {
			ofPeople = append(ofPeople, p.Number)
		} else {
			rest = append(rest, id)
		}
		for _, other := range people[:i] {
			if _, tied := w.ties[id][other]; tied {
				number := w.numbers[pairOf(id, other)]
				complete = complete && isKept(number)
				numbers = append(numbers, number)
			}
		}
	}
	known, unknown := view.Numbers(people)
	require.ElementsMatch(t, ofPeople, known)
	require.ElementsMatch(t, rest, unknown)
	among, all, err := view.Among(context.Background(), name, people)
	require.NoError(t, err)
	require.Equal(t, complete, all)
	if complete {
		require.ElementsMatch(t, numbers, among)
	}
}

func (w world) strongestUsersAgree(t *rapid.T, view *paths.View, sight paths.Sight, ids []string) {
	answer, err := view.StrongestUser(context.Background(), sight, ids)
	require.NoError(t, err)
	for i, id := range ids {
		var best paths.Tie
		for _, tie := range w.tiesOf(id) {
			p := w.people[tie.ID]
			if p.User && p.Active && !w.hides(sight, tie.ID) && (best.ID == "" || nineDigits(tie.Strength) > nineDigits(best.Strength) || tie.Strength > best.Strength) {
				best = tie
			}
		}
		require.Equal(t, fmt.Sprint(best), fmt.Sprint(answer[i]))
	}
}

func (w world) aroundAgrees(t *rapid.T, view *paths.View, sight paths.Sight, ids []string) {
	people := rapid.SliceOfN(rapid.SampledFrom(ids), 0, 4).Draw(t, "people")
	others := rapid.SliceOfN(rapid.SampledFrom(ids), 0, 3).Draw(t, "others")
	least := rapid.SampledFrom([]float64{math.NaN(), 0, .5}).Draw(t, "least")
	limit := rapid.SampledFrom([]int{1, 2, 4, 100}).Draw(t, "limit")
	answer, err := view.Around(context.Background(), sight, people, others, least, limit)
	require.NoError(t, err)
	strongest := map[string]float64{}
	for _, id := range people {
		for _, tie := range w.tiesOf(id) {
			if !w.people[tie.ID].User && w.hides(sight, tie.ID) || !w.seesTie(sight, id, tie.ID) {
				continue
			}
			if slices.Contains(others, tie.ID) || !math.IsNaN(least) && !(tie.Strength >= least) {
				continue
			}
			strength := strongest[tie.ID]
			if tie.Strength > strength { // which it is not where it is not known
				strength = tie.Strength
			}
			strongest[tie.ID] = strength
		}
	}
	var expected []paths.Tie
	for id, strength := range strongest {
		expected = append(expected, paths.Tie{ID: id, Strength: strength})
	}
	slices.SortFunc(expected, func(a, b paths.Tie) int { return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.ID, b.ID)) })
	require.Equal(t, expected[:min(limit, len(expected))], answer)
}

// People who come out of order are an error, not a wrong graph.
func TestBuilderWantsOrder(t *testing.T) {
	b := paths.NewBuilder()
	require.NoError(t, b.People([]paths.Person{{ID: "con_1"}, {ID: "con_2"}, {ID: "con_3"}}))
	require.EqualError(t, b.People([]paths.Person{{ID: "con_2"}}), "person con_2 comes after con_3")
}

func TestAnEmptyView(t *testing.T) {
	view := paths.NewBuilder().View()
	chains, err := view.Introductions(context.Background(), "con_1", paths.Question{Anyone: true, MaxHops: 4, Limit: 5})
	require.NoError(t, err)
	require.Empty(t, chains)
	view.Change(paths.Batch{People: []paths.Person{{ID: "usr_1", User: true, Active: true}, {ID: "con_1"}}, Ties: []paths.Pair{{A: "usr_1", B: "con_1", Strength: .5}}})
	chains, err = view.Introductions(context.Background(), "con_1", paths.Question{Anyone: true, MaxHops: 4, Limit: 5})
	require.NoError(t, err)
	require.Equal(t, []paths.Chain{{IDs: []string{"usr_1", "con_1"}, Score: .5}}, chains)
}
