package paths_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"kith/graph/paths"
)

// Every answer is of one moment: before a batch or after it, never of a part of it.
func TestQuestionsWhileItChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		start := drawBatch(t)
		w.change(start)
		view := w.build(t, 0)
		ids := append(w.ids(), "con_unknown")
		other := newWorld()
		other.change(start)
		b := drawBatch(t)
		other.change(b)
		back := paths.Batch{}
		for id, p := range w.people {
			back.People = append(back.People, p)
			for _, tie := range w.ties[id] {
				back.Ties = append(back.Ties, paths.Pair{A: id, B: tie.ID, Strength: tie.Strength, Conflict: tie.Conflict, Private: w.hidden[id][tie.ID], Number: w.numbers[pairOf(id, tie.ID)]})
			}
		}
		for id := range other.people {
			if _, was := w.people[id]; !was {
				back.PeopleGone = append(back.PeopleGone, id)
			}
			for _, tie := range other.ties[id] {
				if _, was := w.ties[id][tie.ID]; !was {
					back.TiesGone = append(back.TiesGone, paths.Pair{A: id, B: tie.ID})
				}
			}
		}
		target := rapid.SampledFrom(ids).Draw(t, "target")
		q := paths.Question{Sight: viewers[0], Anyone: true, MaxHops: 4, Limit: 5}
		possible := []string{fmt.Sprint(w.as(q.Sight).introductions(target, q)), fmt.Sprint(other.as(q.Sight).introductions(target, q)), "[]"}
		if _, stays := other.people[target]; stays {
			if _, was := w.people[target]; was {
				possible = possible[:2]
			}
		}
		var all errgroup.Group
		all.Go(func() error {
			for range 20 {
				view.Change(b)
				view.Change(back)
			}
			return nil
		})
		for range 4 {
			all.Go(func() error {
				for range 20 {
					chains, err := view.Introductions(context.Background(), target, q)
					if err != nil {
						return err
					}
					if got := fmt.Sprint(chains); got != possible[0] && got != possible[1] && got != possible[len(possible)-1] {
						return fmt.Errorf("%s is none of %s", got, possible)
					}
				}
				return nil
			})
		}
		require.NoError(t, all.Wait())
		w.agrees(t, view)
	})
}

// everybodyKnown is a graph in which everybody knows everybody.
func everybodyKnown(t *testing.T, people int) (view *paths.View, ids []string) {
	b := paths.NewBuilder()
	for i := range people {
		ids = append(ids, fmt.Sprintf("con_%04d", i))
		require.NoError(t, b.People([]paths.Person{{ID: ids[i]}}))
	}
	part := b.Part()
	for i := range ids {
		for j := range i {
			part.Add(uint32(i), uint32(j), .5, false, 0)
		}
	}
	return b.View(), ids
}

// However many heavy questions there are, a light one is answered before they are; and the context ends those that wait as well as
// those that run.
func TestHeavyQuestionsDelayNobody(t *testing.T) {
	view, ids := everybodyKnown(t, 1600)
	answer, err := view.Best(context.Background(), paths.Sight{}, ids[7], ids[9], 4, 3)
	require.NoError(t, err)
	others := 1598
	require.Equal(t, 1+others+others*(others-1)+others*(others-1)*(others-2), answer.Total)
	require.Equal(t, 1, answer.Distance)
	same(t, []paths.Chain{
		{IDs: []string{ids[7], ids[9]}, Score: .5}, {IDs: []string{ids[7], ids[0], ids[9]}, Score: .25}, {IDs: []string{ids[7], ids[1], ids[9]}, Score: .25},
	}, answer.Chains)

	heavy, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	results := make(chan error, 40)
	for range cap(results) {
		running.Go(func() {
			_, err := view.Best(heavy, paths.Sight{}, ids[7], ids[9], 4, 3)
			results <- err
		})
	}
	for range 100 {
		answer, err := view.Best(context.Background(), paths.Sight{}, ids[7], ids[9], 1, 3)
		require.NoError(t, err)
		require.Equal(t, 1, answer.Total)
	}
	stop()
	running.Wait()
	close(results)
	stopped := 0
	for err := range results {
		if err != nil {
			require.ErrorIs(t, err, context.Canceled)
			stopped++
		}
	}
	require.Positive(t, stopped, "light questions had to wait for all heavy ones")
	_, err = view.Shortest(heavy, paths.Sight{}, ids[7], ids[9], 1, 3)
	require.ErrorIs(t, err, context.Canceled)
}

// A hundred million shortest paths that score the same are counted, and the first of them told, without walking them.
func TestManyEqualPaths(t *testing.T) {
	var b paths.Batch
	id := func(layer, at int) string { return fmt.Sprintf("con_%d_%02d", layer, at) }
	width := []int{1, 40, 40, 40, 40, 40, 1}
	for layer, people := range width {
		for at := range people {
			b.People = append(b.People, paths.Person{ID: id(layer, at)})
			for next := 0; layer < 6 && next < width[layer+1]; next++ {
				b.Ties = append(b.Ties, paths.Pair{A: id(layer, at), B: id(layer+1, next), Strength: .8})
			}
		}
	}
	view := paths.NewBuilder().View()
	view.Change(b)
	answer, err := view.Shortest(context.Background(), paths.Sight{}, id(0, 0), id(6, 0), 6, 200)
	require.NoError(t, err)
	require.Equal(t, 40*40*40*40*40, answer.Total)
	require.Equal(t, 6, answer.Distance)
	require.Len(t, answer.Chains, 200)
	for i, chain := range answer.Chains {
		require.Equal(t, []string{id(0, 0), id(1, 0), id(2, 0), id(3, 0), id(4, i/40), id(5, i%40), id(6, 0)}, chain.IDs)
	}
}
