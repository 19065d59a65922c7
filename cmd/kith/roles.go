package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"kith/access"
	"kith/graph"
)

type roleCommands struct {
	List   roleList   `cmd:"" help:"List the roles."`
	Show   roleShow   `cmd:"" help:"Print a role's rules as JSON, such as to make one like it."`
	Add    roleAdd    `cmd:"" help:"Make a role of rules in JSON."`
	Delete roleDelete `cmd:"" help:"Delete a role that nobody has."`
}

type roleList struct{}

// Run lists the roles.
func (roleList) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		roles, err := allOf(ctx, g, graph.Roles)
		if err != nil {
			return err
		}
		t := newTable("name", "permissions", "id")
		for _, role := range roles {
			var permissions []string
			for _, permission := range role.Rules.Permissions {
				permissions = append(permissions, string(permission))
			}
			t.row(*role.Name, strings.Join(permissions, ","), role.ID)
		}
		return t.print()
	})
}

type roleShow struct {
	Name string `arg:"" help:"Its name."`
}

// Run prints a role's rules.
func (r *roleShow) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		role, err := g.RoleNamed(ctx, access.System(), r.Name)
		if err != nil {
			return err
		}
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		return encoder.Encode(role.Rules)
	})
}

type roleAdd struct {
	Name string `arg:"" help:"Its name."`
	File string `arg:"" help:"File with the rules, as kith role show prints them; - is the standard input."`
}

// Run makes a role.
func (r *roleAdd) Run(ctx context.Context, settings *Settings) error {
	file := io.ReadCloser(os.Stdin)
	if r.File != "-" {
		var err error
		if file, err = os.Open(r.File); err != nil {
			return err
		}
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	var rules access.Rights
	if err := decoder.Decode(&rules); err != nil {
		return fmt.Errorf("%s: %w", r.File, err)
	}
	return settings.within(ctx, func(g *graph.Graph) error {
		role, err := graph.Roles.Create(ctx, g, access.System(), func(f graph.RoleFields) (graph.RoleFields, error) {
			f.Name, f.Rules = &r.Name, rules
			return f, nil
		})
		if err == nil {
			fmt.Println(role.ID)
		}
		return err
	})
}

type roleDelete struct {
	Name string `arg:"" help:"Its name."`
}

// Run deletes a role.
func (r *roleDelete) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		role, err := g.RoleNamed(ctx, access.System(), r.Name)
		if err != nil {
			return err
		}
		return graph.Roles.Delete(ctx, g, access.System(), role.ID, false)
	})
}
