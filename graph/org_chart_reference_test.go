package graph

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

// drawnDays is the days on which something holds.
type drawnDays struct{ Since, Until *Date }

func drawDays(t *rapid.T) drawnDays {
	day := func(name string) *Date {
		year := rapid.IntRange(0, 6).Draw(t, name)
		if year == 0 {
			return nil
		}
		d := store.NewDate(2000+year, time.January, 1)
		return &d
	}
	return drawnDays{day("since"), day("until")}
}

func (s drawnDays) on(day Date) bool {
	return (s.Since == nil || !day.Before(*s.Since)) && (s.Until == nil || day.Before(*s.Until))
}

// Seats, lines, holders and ties with random dates, asked for on random days: the chart is that of the seats, lines and holders of the day,
// picked out one by one.
func TestOrgChartOfAnyDay(t *testing.T) {
	s := storetest.Empty(t)
	g := New(s, func() time.Time { return time.Date(2003, 7, 1, 0, 0, 0, 0, time.UTC) })
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		accountID := fmt.Sprintf("acc_%d", run)
		type drawnSeat struct {
			ID, Title string
			At, Held  drawnDays
			Held2     drawnDays
			Strength  float64
			Tied      drawnDays
		}
		type drawnLine struct {
			From, To, Line string
			In             drawnDays
		}
		var seats []drawnSeat
		var lines []drawnLine
		for i := range rapid.IntRange(0, 8).Draw(rt, "seats") {
			seat := drawnSeat{
				ID: fmt.Sprintf("pos_%d_%d", run, i), Title: rapid.SampledFrom([]string{"A", "a", "B"}).Draw(rt, "title"),
				At: drawDays(rt), Held: drawDays(rt), Held2: drawDays(rt), Strength: rapid.SampledFrom([]float64{0.25, 0.5}).Draw(rt, "strength"), Tied: drawDays(rt),
			}
			if i > 0 {
				lines = append(lines, drawnLine{seat.ID, seats[rapid.IntRange(0, i-1).Draw(rt, "manager")].ID, rapid.SampledFrom([]string{"solid", "solid", "dotted"}).Draw(rt, "line"), drawDays(rt)})
			}
			seats = append(seats, seat)
		}
		storetest.Put(t, `
			CREATE (a:Account {id: $account, name: 'A'}), (u:User:Person {id: 'usr_' + $account, name: 'U', active: true})
			WITH a, u UNWIND $seats AS s
			CREATE (p:Position {id: s.id, title: s.title, assistant: false, placeholder: false})-[:AT {since: s.at.since, until: s.at.until}]->(a),
			  (c:Contact:Person {id: 'con_1' + s.id, name: 'C' + s.id})-[:HOLDS {primary: false, since: s.held.since, until: s.held.until}]->(p),
			  (d:Contact:Person {id: 'con_2' + s.id, name: 'B' + s.id})-[:HOLDS {primary: false, since: s.held2.since, until: s.held2.until}]->(p),
			  (c)-[:KNOWS {id: 'tie_' + s.id, strength: s.strength, muted: false, since: s.tied.since, until: s.tied.until}]->(u)`,
			map[string]any{"account": accountID, "seats": asMaps(seats, func(s drawnSeat) map[string]any {
				return map[string]any{"id": s.ID, "title": s.Title, "at": s.At.asMap(), "held": s.Held.asMap(), "held2": s.Held2.asMap(), "strength": s.Strength, "tied": s.Tied.asMap()}
			})})
		storetest.Put(t, `UNWIND $lines AS l MATCH (a:Position {id: l.from}) MATCH (b:Position {id: l.to})
			CREATE (a)-[:REPORTS_TO {line: l.line, since: l.in.since, until: l.in.until}]->(b)`,
			map[string]any{"lines": asMaps(lines, func(l drawnLine) map[string]any {
				return map[string]any{"from": l.From, "to": l.To, "line": l.Line, "in": l.In.asMap()}
			})})

		day := store.NewDate(2000+rapid.IntRange(0, 7).Draw(rt, "year"), time.Month(rapid.SampledFrom([]int{1, 6}).Draw(rt, "month")), 1)
		chart, err := g.OrgChart(context.Background(), access.System(), accountID, OrgChartOptions{AsOf: &day})
		require.NoError(rt, err)

		var there []chartSeat
		holders, ties := map[string][]string{}, map[string]*float64{}
		for _, s := range seats {
			if !s.At.on(day) {
				continue
			}
			title := s.Title
			seat := chartSeat{Seat: Seat{ID: s.ID, Title: &title}}
			if s.Held2.on(day) {
				holders[s.ID] = append(holders[s.ID], "B"+s.ID)
			}
			if s.Held.on(day) {
				holders[s.ID] = append(holders[s.ID], "C"+s.ID)
				if s.Tied.on(day) {
					ties[s.ID] = &s.Strength
				}
			}
			for _, name := range holders[s.ID] {
				seat.Holders = append(seat.Holders, Holder{Name: name})
			}
			for _, l := range lines {
				if l.From == s.ID && l.In.on(day) {
					seat.Lines = append(seat.Lines, chartLine{l.To, l.Line})
				}
			}
			there = append(there, seat)
		}
		order, level, direct, total, unplaced := slowly(there)
		var got []string
		for _, seat := range chart.Positions {
			got = append(got, seat.ID)
			require.Equal(rt, []int{level[seat.ID], direct[seat.ID], total[seat.ID]}, []int{seat.Level, seat.DirectReports, seat.TotalReports}, seat.ID)
			var names []string
			for _, holder := range seat.Holders {
				names = append(names, holder.Name)
			}
			require.Equal(rt, holders[seat.ID], names)
			require.Equal(rt, len(names) == 0, seat.Vacant)
			if tie := ties[seat.ID]; tie == nil {
				require.Nil(rt, seat.Tie)
			} else {
				require.Equal(rt, tie, seat.Tie.Strength)
			}
		}
		require.Equal(rt, order, got)
		require.ElementsMatch(rt, unplaced, chart.Unplaced)
		require.Len(rt, chart.Roots, len(order)-len(unplaced)-countBelow(level))
	})
	require.Positive(t, run)
}

func (s drawnDays) asMap() map[string]any { return map[string]any{"since": s.Since, "until": s.Until} }

func asMaps[T any](list []T, turn func(T) map[string]any) []map[string]any {
	maps := make([]map[string]any, len(list))
	for i := range list {
		maps[i] = turn(list[i])
	}
	return maps
}

// countBelow counts the seats that are below another.
func countBelow(level map[string]int) int {
	count := 0
	for _, l := range level {
		if l > 0 {
			count++
		}
	}
	return count
}
