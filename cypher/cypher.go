// Package cypher holds every statement that Kith sends to Neo4j, one per file. The folder is the access mode:
// read, write or schema. A statement opens with a comment head that says what it answers, its parameters and its columns:
//
//	// What it answers, in a sentence or two.
//	// Parameters: $name what it is; $other what it is
//	// Columns: first, second
package cypher

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"
)

//go:embed read/*.cypher write/*.cypher schema/*.cypher
var files embed.FS

// Mode is what a statement does with the graph.
type Mode string

// The modes are the folders' names.
const (
	Read   Mode = "read"
	Write  Mode = "write"
	Schema Mode = "schema"
)

// Statement is one file of this package.
type Statement struct {
	Mode       Mode
	Name       string   // the file's name without its ending: "org_chart"
	Text       string   // the whole file, comments too
	Sent       string   // the text as a store sends it: its parameters are entries of the one parameter Sending
	Parameters []string // as the head names them, sorted, without $
	Columns    []string // as the head names them, in order
}

var parameter = regexp.MustCompile(`\$([A-Za-z][A-Za-z0-9]*)`)

// Sending is the map in which all parameters of a statement are sent. Neo4j keeps a plan for each order of size of every list and text among a
// statement's parameters, and plans our longest statements for half a second; into a map it does not look, so that one plan serves everybody.
const Sending = "p"

// Must returns a statement by folder and name ("read/org_chart"); it panics where the file is missing or its head cannot be
// read. Packages call it for package variables, so a wrong name fails at start-up.
func Must(name string) Statement {
	statement, err := load(name + ".cypher")
	if err != nil {
		panic(err)
	}
	return statement
}

// All returns every statement, sorted by folder and name.
func All() ([]Statement, error) {
	var all []Statement
	for _, mode := range []Mode{Read, Schema, Write} {
		names, err := fs.Glob(files, string(mode)+"/*.cypher")
		if err != nil {
			return nil, err
		}
		sort.Strings(names)
		for _, name := range names {
			statement, err := load(name)
			if err != nil {
				return nil, err
			}
			all = append(all, statement)
		}
	}
	return all, nil
}

func load(name string) (Statement, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return Statement{}, fmt.Errorf("no statement %s: %w", name, err)
	}
	statement := Statement{Mode: Mode(path.Dir(name)), Name: strings.TrimSuffix(path.Base(name), ".cypher"), Text: string(text)}
	statement.Sent = parameter.ReplaceAllString(statement.Text, "$$"+Sending+".$1")
	section := ""
	for line := range strings.Lines(statement.Text) {
		comment, isComment := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !isComment {
			break
		}
		comment = strings.TrimSpace(comment)
		for _, head := range []string{"Parameters:", "Columns:"} {
			if rest, found := strings.CutPrefix(comment, head); found {
				section, comment = head, rest
			}
		}
		switch section {
		case "Parameters:":
			for _, match := range parameter.FindAllStringSubmatch(comment, -1) {
				statement.Parameters = append(statement.Parameters, match[1])
			}
		case "Columns:":
			for column := range strings.SplitSeq(comment, ",") {
				if column = strings.TrimSpace(column); column != "" && column != "none" {
					statement.Columns = append(statement.Columns, column)
				}
			}
		}
	}
	if section == "" {
		return Statement{}, fmt.Errorf("%s has no head that names its parameters and columns", name)
	}
	sort.Strings(statement.Parameters)
	return statement, nil
}

// Take returns those of the values that are parameters of the statement: what a viewer sees is long lists, and most statements ask for a few of them.
func (s Statement) Take(values map[string]any) map[string]any {
	taken := make(map[string]any, len(s.Parameters))
	for _, name := range s.Parameters {
		if value, is := values[name]; is {
			taken[name] = value
		}
	}
	return taken
}

// Body is the statement without its comment lines.
func (s Statement) Body() string {
	var body strings.Builder
	for line := range strings.Lines(s.Text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") {
			body.WriteString(line)
		}
	}
	return strings.TrimSpace(body.String())
}

// Used returns the parameters that the body uses, sorted, without $.
func (s Statement) Used() []string {
	seen := map[string]bool{}
	var used []string
	for _, match := range parameter.FindAllStringSubmatch(s.Body(), -1) {
		if !seen[match[1]] {
			seen[match[1]] = true
			used = append(used, match[1])
		}
	}
	sort.Strings(used)
	return used
}
