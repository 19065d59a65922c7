package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
)

// age is how long something is kept, in months: 3y, 18m. A year is the least: what is said of a year ago rests on single interactions.
type age int

var ages = regexp.MustCompile(`^([1-9][0-9]{0,2})([ym])$`)

// UnmarshalText reads an age.
func (a *age) UnmarshalText(text []byte) error {
	parts := ages.FindSubmatch(text)
	if parts == nil {
		return errors.New("is no age, such as 3y or 18m")
	}
	n, _ := strconv.Atoi(string(parts[1])) // digits
	if parts[2][0] == 'y' {
		n *= 12
	}
	if n < 12 {
		return errors.New("is less than 1y")
	}
	*a = age(n)
	return nil
}

// before is the day before which things are older than that.
func (a age) before(today graph.Date) graph.Date {
	return store.DateOf(today.Time().AddDate(0, -int(a), 0))
}

type fold struct {
	Age age `arg:"" help:"Age from which on interactions are folded, such as 3y or 18m; at least 1y."`
}

// Run folds interactions.
func (f *fold) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		before := f.Age.before(g.Today())
		folded, err := g.FoldInteractions(ctx, access.System(), before)
		if err != nil {
			return fmt.Errorf("after %d interactions, the rest is folded by the same command: %w", folded, err)
		}
		fmt.Printf("%d interactions are folded; none from before %s comes in any more.\n", folded, before)
		return nil
	})
}
