package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"kith/access"
	"kith/graph"
	"kith/problem"
)

type userCommands struct {
	Add        userAdd        `cmd:"" help:"Let somebody in: a new user, or one who cannot sign in yet. Who can is left as they are."`
	List       userList       `cmd:"" help:"List the users."`
	Deactivate userDeactivate `cmd:"" help:"Let a user in no more: sessions and tokens of theirs end at once."`
	Password   userPassword   `cmd:"" help:"Give a user another password, and end their sessions."`
}

type userAdd struct {
	Email        string `arg:"" help:"E-mail address."`
	Role         string `required:"" help:"Name of the role: administrator, manager, rep, readOnly, integration or one of your own."`
	Name         string `help:"Name of a new user; else what stands before the @."`
	Unit         string `help:"Name or id of the unit."`
	PasswordFile string `type:"path" help:"File that holds the password; else it is asked for at the terminal."`
}

// Run lets somebody in.
func (u *userAdd) Run(ctx context.Context, settings *Settings) error {
	password, err := readPassword(u.PasswordFile)
	if err != nil {
		return err
	}
	return settings.within(ctx, func(g *graph.Graph) error {
		n := graph.Newcomer{Email: u.Email, Name: u.Name, Role: u.Role}
		if n.Name == "" {
			n.Name, _, _ = strings.Cut(u.Email, "@")
		}
		if u.Unit != "" {
			unit, err := unitNamed(ctx, g, u.Unit)
			if err != nil {
				return err
			}
			n.UnitID = unit.ID
		}
		id, admitted, err := g.Admit(ctx, access.System(), n, password)
		if err != nil {
			return err
		}
		if !admitted {
			fmt.Printf("%s (%s) can sign in already: nothing changed.\n", u.Email, id)
			return nil
		}
		fmt.Printf("%s (%s) can sign in.\n", u.Email, id)
		return nil
	})
}

type userList struct{}

// Run lists the users.
func (userList) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		users, err := allOf(ctx, g, graph.Users)
		if err != nil {
			return err
		}
		roles, err := allOf(ctx, g, graph.Roles)
		if err != nil {
			return err
		}
		units, err := allOf(ctx, g, graph.Units)
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, role := range roles {
			names[role.ID] = *role.Name
		}
		for _, unit := range units {
			names[unit.ID] = *unit.Name
		}
		t := newTable("email", "name", "role", "unit", "active", "id")
		for _, user := range users {
			t.row(*user.Email, *user.Name, nameOf(names, user.RoleID), nameOf(names, user.UnitID), fmt.Sprint(*user.Active), user.ID)
		}
		return t.print()
	})
}

func nameOf(names map[string]string, ref *graph.Ref) string {
	if ref == nil {
		return "-"
	}
	return names[ref.ID]
}

type userDeactivate struct {
	Email string `arg:"" help:"E-mail address."`
}

// Run deactivates a user.
func (u *userDeactivate) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		id, err := g.UserOfEmail(ctx, access.System(), u.Email)
		if err != nil {
			return err
		}
		_, err = graph.Users.Patch(ctx, g, access.System(), id, nil, func(f graph.UserFields) (graph.UserFields, error) {
			f.Active = new(false)
			return f, nil
		})
		return err
	})
}

type userPassword struct {
	Email        string `arg:"" help:"E-mail address."`
	PasswordFile string `type:"path" help:"File that holds the password; else it is asked for at the terminal."`
}

// Run gives a user another password.
func (u *userPassword) Run(ctx context.Context, settings *Settings) error {
	password, err := readPassword(u.PasswordFile)
	if err != nil {
		return err
	}
	return settings.within(ctx, func(g *graph.Graph) error {
		id, err := g.UserOfEmail(ctx, access.System(), u.Email)
		if err != nil {
			return err
		}
		return g.SetPassword(ctx, access.System(), id, password)
	})
}

// readPassword takes a password from a file, or asks for it at the terminal, twice. Never from the command line, which others can see.
func readPassword(file string) (string, error) {
	if file != "" {
		text, err := os.ReadFile(file)
		return strings.TrimRight(string(text), "\r\n"), err
	}
	terminal := int(os.Stdin.Fd())
	if !term.IsTerminal(terminal) {
		return "", errors.New("a password comes from --password-file, or is typed at a terminal")
	}
	ask := func(prompt string) ([]byte, error) {
		fmt.Fprint(os.Stderr, prompt)
		defer fmt.Fprintln(os.Stderr)
		return term.ReadPassword(terminal)
	}
	password, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	again, err := ask("Again: ")
	if err == nil && !bytes.Equal(password, again) {
		err = errors.New("the two are not the same")
	}
	return string(password), err
}

// within opens the graph beside a running service, or alone, for one piece of work.
func (s *Settings) within(ctx context.Context, work func(*graph.Graph) error) (err error) {
	o, err := s.open(ctx, false, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()
	err = work(o.graph)
	var p *problem.Problem
	if errors.As(err, &p) && len(p.Errors) > 0 {
		var lines []string
		for _, e := range p.Errors {
			lines = append(lines, strings.TrimPrefix(e.Pointer, "/")+" "+e.Detail)
		}
		return errors.New(strings.Join(lines, "; "))
	}
	if p != nil {
		return errors.New(p.Detail)
	}
	return err
}
