package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// theDay reads a date.
func theDay(text string) graph.Date {
	d, err := store.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func ref(id string) *graph.Ref { return &graph.Ref{ID: id} }

// given is a field with a day; nil is null.
func given(d *graph.Date) graph.Optional[graph.Date] {
	return graph.Optional[graph.Date]{Given: true, Value: d}
}

// seats makes accounts acc_0 … with positions pos_0_0 ….
func seats(t testing.TB, accounts, positions int) {
	storetest.Put(t, `UNWIND range(0, $accounts - 1) AS i CREATE (a:Account {id: 'acc_' + i, name: 'Account ' + i})
		WITH a, i UNWIND range(0, $positions - 1) AS j
		CREATE (:Position {id: 'pos_' + i + '_' + j, title: 'Seat ' + j, assistant: false, placeholder: false})-[:AT {id: 'rel_at' + i + '_' + j}]->(a)`,
		map[string]any{"accounts": accounts, "positions": positions})
}

type storedLine struct {
	ID        string      `json:"id"`
	From      string      `json:"from"`
	To        string      `json:"to"`
	Since     *graph.Date `json:"since"`
	Until     *graph.Date `json:"until"`
	UpdatedAt time.Time   `json:"updatedAt"`
}

func (l storedLine) on(d graph.Date) bool {
	return (l.Since == nil || !d.Before(*l.Since)) && (l.Until == nil || d.Before(*l.Until))
}

func solidLines(t testing.TB) []storedLine {
	return storetest.Ask[storedLine](t, `MATCH (a:Position)-[r:REPORTS_TO {line: 'solid'}]->(b:Position)
		RETURN r.id AS id, a.id AS from, b.id AS to, r.since AS since, r.until AS until, r.updatedAt AS updatedAt ORDER BY id`, nil)
}

// upward is who each is below on a day; it fails where one is below two.
func upward(t require.TestingT, lines []storedLine, d graph.Date) map[string]string {
	up := map[string]string{}
	for _, l := range lines {
		if l.on(d) {
			require.NotContains(t, up, l.From, "two at once on %s", d)
			up[l.From] = l.To
		}
	}
	return up
}

func circular(up map[string]string) bool {
	for start := range up {
		at := start
		for range len(up) + 1 {
			next, more := up[at]
			if !more {
				break
			}
			if at = next; at == start {
				return true
			}
		}
	}
	return false
}

// turningDays are a day before all dates, and every day on which something begins or ends.
func turningDays(lines []storedLine) []graph.Date {
	days := []graph.Date{theDay("0001-01-01")}
	for _, l := range lines {
		for _, d := range []*graph.Date{l.Since, l.Until} {
			if d != nil && !slices.Contains(days, *d) {
				days = append(days, *d)
			}
		}
	}
	return days
}

// What is put is compared with a model that knows who the manager is on every single day.
func TestPutManagerDayByDay(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	ctx, v := context.Background(), access.System()
	const n, days = 5, 8 // day 0 is before all others
	first := theDay("2026-11-17")
	dayAt := first.AddDays
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 1))
		storetest.Empty(t)
		seats(t, 1, n)
		var model [n][days]int // seat, day → manager, -1 for nobody
		for s := range model {
			for d := range model[s] {
				model[s][d] = -1
			}
		}
		for range 12 {
			s, m := r.IntN(n), r.IntN(n+1)-1
			from := r.IntN(days+1) - 1 // -1 is absent, 0 null
			change := graph.ManagerChange{}
			if m >= 0 {
				change.ManagerID = ref(fmt.Sprintf("pos_0_%d", m))
			}
			switch from {
			case -1:
				from = 4 // today
			case 0:
				change.Since = given(nil)
			default:
				change.Since = given(new(dayAt(from)))
			}
			after := model
			for d := from; d < days; d++ {
				after[s][d] = m
			}
			wrong := false
			for d := range days {
				up := map[string]string{}
				for s := range n {
					if after[s][d] >= 0 {
						up[fmt.Sprint(s)] = fmt.Sprint(after[s][d])
					}
				}
				wrong = wrong || circular(up)
			}
			line, err := g.PutManager(ctx, v, fmt.Sprintf("pos_0_%d", s), change)
			if wrong {
				require.True(t, problem.Is(err, problem.KindConflict), "%v", err)
			} else {
				require.NoError(t, err)
				require.Equal(t, m < 0, line == nil)
				model = after
			}
			lines := solidLines(t)
			for d := range days {
				up := upward(t, lines, dayAt(d))
				for s := range n {
					want := ""
					if model[s][d] >= 0 {
						want = fmt.Sprintf("pos_0_%d", model[s][d])
					}
					require.Equal(t, want, up[fmt.Sprintf("pos_0_%d", s)], "seat %d on %s", s, dayAt(d))
				}
			}
			if !wrong {
				again, err := g.PutManager(ctx, v, fmt.Sprintf("pos_0_%d", s), change)
				require.NoError(t, err)
				require.Equal(t, line, again)
				require.Equal(t, lines, solidLines(t), "the same put again changes nothing")
			}
		}
	}
}

func TestPutManagerRefuses(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	ctx, v := context.Background(), access.System()
	seats(t, 2, 4)
	put := func(seat, manager string, since *graph.Date) error {
		_, err := g.PutManager(ctx, v, seat, graph.ManagerChange{ManagerID: ref(manager), Since: given(since)})
		return err
	}
	require.True(t, problem.Is(put("pos_none", "pos_0_1", nil), problem.KindNotFound))
	require.True(t, problem.Is(put("pos_0_0", "pos_none", nil), problem.KindInvalid))
	require.True(t, problem.Is(put("pos_0_0", "pos_1_0", nil), problem.KindInvalid), "a manager in another account")
	require.ErrorContains(t, put("pos_0_0", "pos_0_0", nil), "Seat 0 (pos_0_0) → Seat 0 (pos_0_0)")
	require.NoError(t, put("pos_0_0", "pos_0_1", new(theDay("2025-01-01"))))
	require.NoError(t, put("pos_0_1", "pos_0_2", nil))
	err := put("pos_0_2", "pos_0_0", new(theDay("2024-01-01")))
	require.True(t, problem.Is(err, problem.KindConflict))
	require.ErrorContains(t, err, "Seat 2 (pos_0_2) → Seat 0 (pos_0_0) → Seat 1 (pos_0_1) → Seat 2 (pos_0_2), from 2025-01-01 on")
	_, err = g.PutManager(ctx, v, "pos_0_1", graph.ManagerChange{Since: given(new(theDay("2025-01-01")))})
	require.NoError(t, err)
	require.NoError(t, put("pos_0_2", "pos_0_0", new(theDay("2025-01-01"))), "lines close a circle only if they share a day")
}

func TestDottedLines(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	ctx, v := context.Background(), access.System()
	seats(t, 2, 3)
	for _, manager := range []string{"pos_0_1", "pos_0_2"} {
		line, err := g.PutDottedManager(ctx, v, "pos_0_0", manager, graph.DottedChange{})
		require.NoError(t, err)
		require.Equal(t, "dotted", line.Line)
		require.Equal(t, theDay("2026-11-21"), *line.Since)
	}
	_, err := g.PutDottedManager(ctx, v, "pos_0_1", "pos_0_0", graph.DottedChange{})
	require.NoError(t, err, "dotted lines may go in circles")
	_, err = g.PutDottedManager(ctx, v, "pos_0_0", "pos_0_0", graph.DottedChange{})
	require.True(t, problem.Is(err, problem.KindConflict))
	_, err = g.PutDottedManager(ctx, v, "pos_0_0", "pos_1_0", graph.DottedChange{})
	require.True(t, problem.Is(err, problem.KindInvalid))
	_, err = g.PutDottedManager(ctx, v, "pos_0_0", "pos_none", graph.DottedChange{})
	require.True(t, problem.Is(err, problem.KindNotFound))
	_, err = g.PutDottedManager(ctx, v, "pos_0_0", "pos_0_1", graph.DottedChange{Until: new(theDay("2026-11-21"))})
	require.True(t, problem.Is(err, problem.KindInvalid), "since is not before until")
	require.NoError(t, g.DeleteDottedManager(ctx, v, "pos_0_0", "pos_0_1", new(theDay("2026-12-01"))))
	require.NoError(t, g.DeleteDottedManager(ctx, v, "pos_0_0", "pos_0_2", nil), "began today: goes away")
	require.True(t, problem.Is(g.DeleteDottedManager(ctx, v, "pos_0_0", "pos_0_2", nil), problem.KindNotFound))
	require.Equal(t, []string{"2026-12-01"}, storetest.Ask[string](t, `MATCH (:Position {id: 'pos_0_0'})-[r:REPORTS_TO]->() RETURN toString(r.until)`, nil))
}

// 32 clients move managers of a few accounts at random dates. Afterwards no seat has two managers and none is its own superior, on any
// day; and every move was made or refused for a reason.
func TestConcurrentManagers(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	const accounts, positions = 4, 12
	seats(t, accounts, positions)
	conflicts := race(t, moves(), func(ctx context.Context, r *rand.Rand) error {
		account := r.IntN(accounts)
		seat := fmt.Sprintf("pos_%d_%d", account, r.IntN(positions))
		change := graph.ManagerChange{Since: someDay(r)}
		if r.IntN(6) > 0 {
			if r.IntN(50) == 0 {
				account = r.IntN(accounts)
			}
			change.ManagerID = ref(fmt.Sprintf("pos_%d_%d", account, r.IntN(positions)))
		}
		_, err := g.PutManager(ctx, access.System(), seat, change)
		return err
	})
	lines := solidLines(t)
	require.NotEmpty(t, lines)
	require.Positive(t, conflicts)
	for _, d := range turningDays(lines) {
		require.False(t, circular(upward(t, lines, d)), "a circle on %s", d)
	}
}

// The same for ownership, over all accounts.
func TestConcurrentParents(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	const accounts = 12
	seats(t, accounts, 1)
	race(t, 1_000, func(ctx context.Context, r *rand.Rand) error {
		change := graph.ParentChange{Since: someDay(r)}
		if r.IntN(6) > 0 {
			change.ParentID = ref(fmt.Sprintf("acc_%d", r.IntN(accounts)))
		}
		_, err := g.PutParent(ctx, access.System(), fmt.Sprintf("acc_%d", r.IntN(accounts)), change)
		return err
	})
	owners := storetest.Ask[storedLine](t, `MATCH (a:Account)-[r:SUBSIDIARY_OF]->(b:Account)
		RETURN r.id AS id, a.id AS from, b.id AS to, r.since AS since, r.until AS until, r.updatedAt AS updatedAt`, nil)
	require.NotEmpty(t, owners)
	for _, d := range turningDays(owners) {
		require.False(t, circular(upward(t, owners, d)), "a circle on %s", d)
	}
}

// moves is how many there are: all of the 10,000 where KITH_SOAK asks for the long tests.
func moves() int {
	if os.Getenv("KITH_SOAK") != "" {
		return 10_000
	}
	return 2_000
}

func someDay(r *rand.Rand) graph.Optional[graph.Date] {
	switch r.IntN(20) {
	case 0:
		return graph.Optional[graph.Date]{}
	case 1:
		return given(nil)
	}
	return given(new(theDay("2024-01-01").AddDays(r.IntN(1_000))))
}

// race lets 32 clients do something n times and returns how often it was refused as a conflict; other failures but 422 fail the test.
func race(t *testing.T, n int, once func(context.Context, *rand.Rand) error) int64 {
	var left, conflicts atomic.Int64
	left.Store(int64(n))
	failures := make(chan error, n)
	var clients sync.WaitGroup
	for client := range 32 {
		clients.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(client)))
			for left.Add(-1) >= 0 {
				err := once(context.Background(), r)
				switch {
				case problem.Is(err, problem.KindConflict):
					conflicts.Add(1)
				case err != nil && !problem.Is(err, problem.KindInvalid):
					failures <- err
				}
			}
		})
	}
	clients.Wait()
	close(failures)
	for err := range failures {
		t.Error(err)
	}
	return conflicts.Load()
}
