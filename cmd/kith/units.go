package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kith/access"
	"kith/graph"
)

type unitCommands struct {
	List unitList `cmd:"" help:"Print the tree of units."`
	Add  unitAdd  `cmd:"" help:"Make a unit."`
	Move unitMove `cmd:"" help:"Put a unit below another, or at the top."`
}

type unitList struct{}

// Run prints the tree.
func (unitList) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		units, err := allOf(ctx, g, graph.Units)
		if err != nil {
			return err
		}
		slices.SortFunc(units, func(a, b graph.Unit) int { return strings.Compare(*a.Name, *b.Name) })
		var print func(parent string, depth int)
		print = func(parent string, depth int) {
			for _, unit := range units {
				if above := unit.ParentID; above == nil && parent == "" || above != nil && above.ID == parent {
					fmt.Printf("%s%s (%s)\n", strings.Repeat("  ", depth), *unit.Name, unit.ID)
					print(unit.ID, depth+1)
				}
			}
		}
		print("", 0)
		return nil
	})
}

type unitAdd struct {
	Name   string `arg:"" help:"Its name."`
	Parent string `help:"Name or id of the unit above; at the top without."`
}

// Run makes a unit.
func (u *unitAdd) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		parent, err := parentNamed(ctx, g, u.Parent)
		if err != nil {
			return err
		}
		unit, err := graph.Units.Create(ctx, g, access.System(), func(f graph.UnitFields) (graph.UnitFields, error) {
			f.Name, f.ParentID = &u.Name, parent
			return f, nil
		})
		if err == nil {
			fmt.Println(unit.ID)
		}
		return err
	})
}

type unitMove struct {
	Unit   string `arg:"" help:"Name or id of the unit."`
	Parent string `help:"Name or id of the unit above; to the top without."`
}

// Run moves a unit.
func (u *unitMove) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		unit, err := unitNamed(ctx, g, u.Unit)
		if err != nil {
			return err
		}
		parent, err := parentNamed(ctx, g, u.Parent)
		if err != nil {
			return err
		}
		_, err = graph.Units.Patch(ctx, g, access.System(), unit.ID, nil, func(f graph.UnitFields) (graph.UnitFields, error) {
			f.ParentID = parent
			return f, nil
		})
		return err
	})
}

func parentNamed(ctx context.Context, g *graph.Graph, name string) (*graph.Ref, error) {
	if name == "" {
		return nil, nil
	}
	unit, err := unitNamed(ctx, g, name)
	return &graph.Ref{ID: unit.ID}, err
}

// unitNamed is the unit with an id, or the only one with a name.
func unitNamed(ctx context.Context, g *graph.Graph, name string) (graph.Unit, error) {
	units, err := allOf(ctx, g, graph.Units)
	if err != nil {
		return graph.Unit{}, err
	}
	units = slices.DeleteFunc(units, func(u graph.Unit) bool { return u.ID != name && *u.Name != name })
	if len(units) != 1 {
		return graph.Unit{}, fmt.Errorf("%d units are called %s", len(units), name)
	}
	return units[0], nil
}
