package paths_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph/paths"
)

// benchPeople is the size of the graph that is measured: 100,000 people with ten ties each, a million where KITH_SOAK asks for the
// long tests.
func benchPeople() int {
	if os.Getenv("KITH_SOAK") != "" {
		return 1_000_000
	}
	return 100_000
}

// benchID is as long as the ids of records are, and in the order of the numbers; 500 people are users.
func benchID(person, people int) string {
	if person >= people-500 {
		return fmt.Sprintf("usr_01k9zt3n8xfv6rjq2m%08d", person)
	}
	return fmt.Sprintf("con_01k9zt3n8xfv6rjq2m%08d", person)
}

// benchView loads a graph whose degrees follow a power law: the median about 14, one in a hundred above 108, the most about 1,400.
// Its strengths are random.
func benchView(b *testing.B) (view *paths.View, ids []string) {
	people := benchPeople()
	random := rand.New(rand.NewPCG(1, 2))
	var stubs []uint32
	for person := range people {
		degree := min(1400, 9.7/math.Pow(1-random.Float64(), .53))
		for range int(degree) {
			stubs = append(stubs, uint32(person))
		}
	}
	random.Shuffle(len(stubs), func(i, j int) { stubs[i], stubs[j] = stubs[j], stubs[i] })
	others := make([][]uint32, people)
	for i := 0; i+1 < len(stubs); i += 2 {
		from, to := min(stubs[i], stubs[i+1]), max(stubs[i], stubs[i+1])
		if from != to && !slices.Contains(others[from], to) {
			others[from] = append(others[from], to)
		}
	}
	stubs = nil
	for person := range people {
		ids = append(ids, benchID(person, people))
	}
	without := heap()
	started := time.Now()
	builder := paths.NewBuilder()
	for _, id := range ids {
		user := id[0] == 'u'
		require.NoError(b, builder.People([]paths.Person{{ID: id, User: user, Active: user}}))
	}
	part := builder.Part()
	for person := range ids {
		for _, to := range others[person] {
			part.Add(uint32(person), to, random.Float64(), false, int64(person))
		}
	}
	full := heap()
	view = builder.View()
	took := time.Since(started)
	_, count := view.Size()
	defer runtime.KeepAlive(others)
	fmt.Printf("%d people, %d ties: %d MB, %d MB once the ties are read, loaded in %v\n",
		people, count, (heap()-without)>>20, (full-without)>>20, took.Round(time.Millisecond))
	return view, ids
}

// heap is what is in use, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// percentiles measures a question asked of random people and reports the median and the slowest in a hundred.
func percentiles(b *testing.B, ask func(random *rand.Rand)) {
	random := rand.New(rand.NewPCG(3, 4))
	var took []time.Duration
	for b.Loop() {
		started := time.Now()
		ask(random)
		took = append(took, time.Since(started))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(took[len(took)-1].Microseconds()), "max-µs")
}

func BenchmarkView(b *testing.B) {
	view, ids := benchView(b)
	ctx := context.Background()
	contact := func(random *rand.Rand) string { return ids[random.IntN(len(ids)-500)] }
	for hops := 2; hops <= 4; hops++ {
		b.Run(fmt.Sprintf("Introductions%d", hops), func(b *testing.B) {
			percentiles(b, func(random *rand.Rand) {
				_, err := view.Introductions(ctx, contact(random), paths.Question{Anyone: true, MaxHops: hops, Limit: 6})
				require.NoError(b, err)
			})
		})
	}
	b.Run("IntroductionsOfOneUser", func(b *testing.B) {
		percentiles(b, func(random *rand.Rand) {
			_, err := view.Introductions(ctx, contact(random), paths.Question{Sources: ids[len(ids)-1:], MaxHops: 4, Limit: 6})
			require.NoError(b, err)
		})
	})
	b.Run("IntroductionsToEachOf500", func(b *testing.B) {
		percentiles(b, func(random *rand.Rand) {
			var targets []string
			for range 500 {
				targets = append(targets, contact(random))
			}
			_, err := view.IntroductionsToEach(ctx, targets, paths.Question{Anyone: true, MaxHops: 3, Limit: 1})
			require.NoError(b, err)
		})
	})
	b.Run("Best4", func(b *testing.B) {
		percentiles(b, func(random *rand.Rand) {
			_, err := view.Best(ctx, paths.Sight{}, contact(random), contact(random), 4, 11)
			require.NoError(b, err)
		})
	})
	b.Run("Shortest6", func(b *testing.B) {
		percentiles(b, func(random *rand.Rand) {
			_, err := view.Shortest(ctx, paths.Sight{}, contact(random), contact(random), 6, 11)
			require.NoError(b, err)
		})
	})
	b.Run("ChangeOneTie", func(b *testing.B) {
		percentiles(b, func(random *rand.Rand) {
			view.Change(paths.Batch{Ties: []paths.Pair{{A: contact(random), B: contact(random), Strength: .5}}})
		})
	})
}
