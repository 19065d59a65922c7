package bench

import (
	"log/slog"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
)

// The graph is the one that the targets were set for, smaller: as many ties a person, and always the same.
func TestNetworkHasTheTiesOfTheTargets(t *testing.T) {
	n := newNetwork(.1)
	g := n.describe(.1)
	require.Equal(t, 100_000, g.People)
	require.Equal(t, 500, g.Users)
	require.Equal(t, 5_000, g.BigAccount)
	require.InDelta(t, 1_000_000, g.Ties, 50_000)
	require.Equal(t, 14, g.TiesMedian)
	require.InDelta(t, 108, g.TiesP99, 5)
	require.InDelta(t, 1_382, g.TiesMost, 20)
	require.Equal(t, g, newNetwork(.1).describe(.1))
}

func TestTimesAreOfAllSamples(t *testing.T) {
	var took []time.Duration
	for i := 200; i > 0; i-- {
		took = append(took, time.Duration(i)*time.Millisecond)
	}
	require.Equal(t, &Times{P50: 100, P95: 190, P99: 198}, timesOf(took))
	require.Equal(t, &Times{P50: 7, P95: 7, P99: 7}, timesOf([]time.Duration{7 * time.Millisecond}))
	require.Nil(t, timesOf(nil))
}

// What the offline importer brings in is what Kith itself would have made: it reckons the same strength for every tie that is asked for,
// and finds the chart, the deal and the way in.
func TestKithUnderstandsTheGraph(t *testing.T) {
	ctx, viewer := store.Patient(t.Context(), time.Minute), access.System() // for machines that are busy with other tests
	b, err := openBed(ctx, Options{Size: .0005, Dir: folder(t.TempDir(), .0005), Progress: t.Output(), Log: slog.New(slog.DiscardHandler)})
	defer func() { require.NoError(t, b.close(ctx)); require.NoDirExists(t, b.options.Dir) }()
	require.NoError(t, err)
	require.FileExists(t, b.log.Name())

	n := newNetwork(.0005)
	stored := map[[2]string]float64{}
	for person := range n.people {
		n.eachTie(person, func(t tie) { stored[[2]string{n.person(t.a), n.person(t.b)}] = t.strength })
	}
	asked := 0
	for contact := range 20 {
		own := id("con", contact)
		page, err := b.graph.Ties(ctx, viewer, "contact", own, graph.TiesOptions{Limit: 1000})
		require.NoError(t, err)
		for _, item := range page.Items {
			pair := [2]string{min(own, item.Person.ID), max(own, item.Person.ID)}
			require.Contains(t, stored, pair)
			require.InDelta(t, stored[pair], *item.Strength, 1e-12, "%v", pair)
			asked++
		}
	}
	require.Greater(t, asked, 200)

	chart, err := b.graph.OrgChart(ctx, viewer, id("acc", 1), graph.OrgChartOptions{})
	require.NoError(t, err)
	require.Len(t, chart.Positions, accountSeats)
	require.Equal(t, []string{id("pos", n.big)}, chart.Roots)
	require.Equal(t, accountSeats-1, chart.Positions[0].TotalReports)
	require.NotNil(t, chart.Positions[0].Holders[0].Email)

	center, err := b.graph.BuyingCenter(ctx, viewer, id("opp", dealsOf), nil)
	require.NoError(t, err)
	require.Len(t, center.Members, membersOf)

	paths, err := b.graph.AdvocatePaths(ctx, viewer, id("con", 3), graph.AdvocatePathsOptions{From: "anyone", MaxHops: 3, Limit: 5})
	require.NoError(t, err)
	require.Len(t, paths.Paths, 5)
	require.NotEmpty(t, paths.Paths[0].Hops[0].Reason)

	// A rep who is asked for by the list of all units sees what the system sees.
	seen, err := b.graph.OrgChart(ctx, n.rep(), id("acc", 1), graph.OrgChartOptions{})
	require.NoError(t, err)
	require.Equal(t, chart, seen)
	seenCenter, err := b.graph.BuyingCenter(ctx, n.rep(), id("opp", dealsOf), nil)
	require.NoError(t, err)
	require.Equal(t, center.Members, seenCenter.Members)
	for _, q := range n.questions() {
		for _, side := range b.seeing(q) {
			require.NoError(t, side.ask(ctx, n.subject(rand.New(rand.NewPCG(1, 2)))), "%s, %s", q.name, side.name)
		}
		if q.raw != nil {
			require.NotRegexp(t, asks, unfiltered(q.raw(n.subject(rand.New(rand.NewPCG(1, 2))))[0]).Text)
		}
	}
}

// A folder that a run with Keep has left is taken as it is; what one that was broken off has left is thrown away.
func TestKeptGraph(t *testing.T) {
	if os.Getenv("KITH_SOAK") == "" {
		t.Skip("two more Neo4js: by make soak")
	}
	dir := t.TempDir()
	o := Options{Size: .0002, Dir: dir, Keep: true, Progress: t.Output(), Log: slog.New(slog.DiscardHandler)}
	require.NoError(t, os.WriteFile(dir+"/rubbish", nil, 0o600))
	b, err := openBed(t.Context(), o)
	require.NoError(t, err)
	require.NoFileExists(t, dir+"/rubbish")
	load := b.load
	require.NoError(t, b.close(t.Context()))

	again, err := openBed(t.Context(), o)
	defer func() { require.NoError(t, again.close(t.Context())) }()
	require.NoError(t, err)
	require.Equal(t, load, again.load)
}
