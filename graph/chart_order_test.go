package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestFoldIsSimpleCaseFolding(t *testing.T) {
	for text, folded := range map[string]string{
		"Chief BUYER": "chief buyer", "ÉCOLE": "école", "Straße": "straße", "STRAẞE": "straße", "Σίσυφος": "σίσυφοσ", "ſ": "s", "\u212A": "k",
		"İ": "İ", "ı": "ı", "ᏣᎳᎩ": "ᏣᎳᎩ", "ꮳꮃꭹ": "ᏣᎳᎩ", "µ": "μ", "Ǆǅ": "ǆǆ", "東京_[]": "東京_[]",
	} {
		require.Equal(t, folded, fold(text), text)
	}
}

// drawn draws seats of few titles and names, so that many are alike, with solid lines that close no cycle.
func drawn(t *rapid.T) []chartSeat {
	n := rapid.IntRange(0, 14).Draw(t, "seats")
	seats := make([]chartSeat, n)
	for i := range seats {
		s := &seats[i]
		s.ID = fmt.Sprintf("pos_%02d", (i*5)%17)
		if title := rapid.SampledFrom([]string{"", "buyer", "Buyer", "Éclair", "eclair", "CFO", "_"}).Draw(t, "title"); title != "" {
			s.Title = &title
		}
		s.Assistant = rapid.IntRange(0, 4).Draw(t, "assistant") == 0
		if name := rapid.SampledFrom([]string{"", "Ann", "ann", "Bob"}).Draw(t, "holder"); name != "" {
			s.Holders = []Holder{{ID: "con_" + s.ID, Name: name}}
		}
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "reports") > 0 {
			s.Lines = append(s.Lines, chartLine{seats[rapid.IntRange(0, i-1).Draw(t, "manager")].ID, "solid"})
		}
		if rapid.IntRange(0, 5).Draw(t, "dotted") == 0 {
			s.Lines = append(s.Lines, chartLine{seats[rapid.IntRange(0, n-1).Draw(t, "to")].ID, "dotted"})
		}
		if rapid.IntRange(0, 9).Draw(t, "strays") == 0 {
			s.Lines = append(s.Lines, chartLine{"pos_closed", "dotted"})
		}
	}
	return seats
}

// slowly says the same as arrange in the plainest way: every seat's way up, and the ways compared.
func slowly(seats []chartSeat) (order []string, level, direct, total map[string]int, unplaced []string) {
	byID := map[string]*chartSeat{}
	for i := range seats {
		byID[seats[i].ID] = &seats[i]
	}
	manager, placed := map[string]string{}, map[string]bool{}
	for _, s := range seats {
		for _, line := range s.Lines {
			if byID[line.ManagerID] == nil || line.ManagerID == s.ID {
				continue
			}
			placed[s.ID], placed[line.ManagerID] = true, true
			if line.Line == "solid" {
				manager[s.ID] = line.ManagerID
			}
		}
	}
	wayDown := func(id string) []string {
		way := []string{id}
		for manager[id] != "" {
			id = manager[id]
			way = slices.Insert(way, 0, id)
		}
		return way
	}
	level, direct, total = map[string]int{}, map[string]int{}, map[string]int{}
	key := map[string]string{}
	for _, s := range seats {
		order = append(order, s.ID)
		way := wayDown(s.ID)
		level[s.ID] = len(way) - 1
		if len(way) > 1 {
			direct[manager[s.ID]]++
		}
		for _, above := range way[:len(way)-1] {
			total[above]++
		}
		loose := len(placed) > 0 && !placed[s.ID]
		key[s.ID] = map[bool]string{true: "2", false: "1"}[loose]
		for _, id := range way {
			step := byID[id]
			title, name := "\U0010FFFF", "\U0010FFFF"
			if step.Title != nil {
				title = fold(*step.Title)
			}
			if len(step.Holders) > 0 {
				name = fold(step.Holders[0].Name)
			}
			key[s.ID] += fmt.Sprintf("\x01%t\x02%s\x02%s\x02%s", !step.Assistant, title, name, id)
		}
		if loose {
			unplaced = append(unplaced, s.ID)
		}
	}
	compare := func(a, b string) int { return strings.Compare(key[a], key[b]) }
	slices.SortFunc(order, compare)
	slices.SortFunc(unplaced, compare)
	return order, level, direct, total, unplaced
}

func TestArrangeIsChartOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seats := drawn(t)
		order, level, direct, total, unplaced := slowly(seats)
		chart := arrange(seats)
		var got []string
		for _, s := range chart.Positions {
			got = append(got, s.ID)
			require.Equal(t, []int{level[s.ID], direct[s.ID], total[s.ID]}, []int{s.Level, s.DirectReports, s.TotalReports}, s.ID)
		}
		require.Equal(t, order, got)
		require.ElementsMatch(t, unplaced, chart.Unplaced)
		require.NotNil(t, chart.Unplaced)
		if len(seats) == 0 {
			return
		}
		root := rapid.SampledFrom(order).Draw(t, "root")
		require.True(t, chart.cut(root))
		require.Equal(t, []string{root}, chart.Roots)
		require.Len(t, chart.Positions, total[root]+1)
		for _, s := range chart.Positions {
			require.Equal(t, level[s.ID]-level[root], s.Level)
		}
	})
}

// No change makes a cycle; where the data were changed by hand every seat shows once all the same.
func TestArrangeEndsOnCycles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "seats")
		seats := make([]chartSeat, n)
		for i := range seats {
			seats[i].ID = fmt.Sprintf("pos_%d", i)
			for range rapid.IntRange(0, 2).Draw(t, "lines") {
				seats[i].Lines = append(seats[i].Lines, chartLine{fmt.Sprintf("pos_%d", rapid.IntRange(0, n-1).Draw(t, "manager")), "solid"})
			}
		}
		chart := arrange(seats)
		require.Len(t, chart.Positions, n)
		level := map[string]int{}
		for _, s := range chart.Positions {
			require.NotContains(t, level, s.ID)
			level[s.ID] = s.Level
			if s.ManagerID == nil {
				require.Zero(t, s.Level)
			} else {
				require.Equal(t, level[*s.ManagerID]+1, s.Level)
			}
		}
	})
}
