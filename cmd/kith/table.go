package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"kith/access"
	"kith/graph"
)

// table is what a command lists.
type table struct{ lines []string }

func newTable(columns ...string) *table {
	t := &table{}
	t.row(columns...)
	return t
}

func (t *table) row(cells ...string) { t.lines = append(t.lines, strings.Join(cells, "\t")) }

func (t *table) print() error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, line := range t.lines {
		fmt.Fprintln(w, line)
	}
	return w.Flush()
}

// allOf are all records of a kind.
func allOf[F, R any](ctx context.Context, g *graph.Graph, k *graph.Kind[F, R]) ([]R, error) {
	var all []R
	for o := (graph.ListOptions{Limit: 200}); ; {
		page, err := k.List(ctx, g, access.System(), o)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if page.NextCursor == "" {
			return all, nil
		}
		o.Cursor = page.NextCursor
	}
}
