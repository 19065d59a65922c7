package graph

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/store"
)

// A timeline is compared with a model that knows the state on every single day; the way up with one that asks day by day.
func TestTimelineDayByDay(t *testing.T) {
	const seats, days = 5, 8 // day 0 is before all others
	dayAt := func(i int) *Date {
		if i == 0 {
			return nil
		}
		return new(store.NewDate(2026, 11, 17).AddDays(i))
	}
	rapid.Check(t, func(t *rapid.T) {
		var model [seats][days]int // seat, day → manager, -1 for nobody
		var lines [seats]timeline[int]
		for s := range model {
			for d := range model[s] {
				model[s][d] = -1
			}
		}
		for id := range rapid.IntRange(1, 30).Draw(t, "changes") {
			s := rapid.IntRange(0, seats-1).Draw(t, "seat")
			m := rapid.IntRange(-1, seats-1).Draw(t, "manager")
			from := rapid.IntRange(0, days-1).Draw(t, "since")
			to := rapid.IntRange(from+1, days).Draw(t, "until")
			if m < 0 {
				to = days
			}
			var until *Date
			if to < days {
				until = dayAt(to)
			}
			var links []link
			for s := range lines {
				for _, l := range lines[s].now {
					links = append(links, link{From: fmt.Sprint(s), To: fmt.Sprint(l.State), Since: l.Since, Until: l.Until})
				}
			}
			circle := false
			for d := from; m >= 0 && d < to; d++ {
				at := m
				for range seats {
					if at == s || at < 0 {
						break
					}
					at = model[at][d]
				}
				circle = circle || at == s
			}
			if m >= 0 && m != s {
				chain, _ := chainBack(links, fmt.Sprint(m), fmt.Sprint(s), dayAt(from), until)
				require.Equal(t, circle, chain != nil)
			}
			if circle {
				continue
			}
			change := func() {
				if m < 0 {
					lines[s].end(dayAt(from), time.Time{})
				} else {
					lines[s].set(fmt.Sprint(id), m, dayAt(from), until, time.Time{})
				}
			}
			change()
			for d := from; d < days; d++ {
				if model[s][d] = -1; d < to {
					model[s][d] = m
				}
			}
			for d := range days {
				now := -1
				for _, l := range lines[s].now {
					if l.on(dayAt(d)) {
						require.Equal(t, -1, now, "two at once")
						now = l.State
					}
				}
				require.Equal(t, model[s][d], now, "on day %d", d)
			}
			before := lines[s].now
			change()
			require.Equal(t, before, lines[s].now, "the same again changes nothing")
		}
	})
}
