package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"kith/access"
	"kith/cypher"
	"kith/graph"
)

// subject is whom and what one round of a question is about.
type subject struct {
	contact, other int
	account        int // one with 300 positions
	deal           int
}

func (n *network) subject(random *rand.Rand) subject {
	s := subject{contact: random.IntN(n.contacts()), other: random.IntN(n.contacts() - 1), account: 1 + random.IntN(n.accounts()-2)}
	if s.other >= s.contact {
		s.other++
	}
	s.deal = dealsOf*s.account + random.IntN(dealsOf)
	return s
}

// statement is one of ours as the store sends it, with its parameters in the driver's types.
type statement struct {
	cypher.Statement
	parameters map[string]any
}

// question is one question of the API and, where nothing in them depends on an answer before, the statements that it sends.
type question struct {
	name  string
	path  func(s subject) string
	raw   func(s subject) []statement
	ask   func(ctx context.Context, g *graph.Graph, v access.Viewer, s subject) error // where there is no raw
	paths bool                                                                        // the path engine answers it, or helps
	grows bool                                                                        // measured on the smaller graph too
	mixed bool                                                                        // asked by many clients
	ties  string                                                                      // the statement that names those whose ties the path engine puts into the answer, beside raw
}

// day is today in the driver's type.
var day = dbtype.Date(today.Time())

// one is a statement with parameters, named and given in turn.
func one(name string, parameters map[string]any) []statement {
	s := cypher.Must("read/" + name)
	return []statement{{s, s.Take(access.System().Sees(parameters))}}
}

const api = "/api/v1"

// questions are asked in this order. Names and parameters of statements are those of package graph; a run checks that the service
// sends the same ones.
func (n *network) questions() []question {
	return []question{
		{name: "contact by id", mixed: true,
			path: func(s subject) string { return api + "/contacts/" + id("con", s.contact) },
			raw: func(s subject) []statement {
				return one("contacts", map[string]any{"ids": []string{id("con", s.contact)}})
			}},
		{name: fmt.Sprintf("org chart, %d positions", accountSeats), mixed: true, grows: true, paths: true, ties: "user_names",
			path: func(s subject) string { return api + "/accounts/" + id("acc", s.account) + "/org-chart" },
			raw:  func(s subject) []statement { return orgChart(s.account) }},
		{name: fmt.Sprintf("org chart, %d positions", n.big), paths: true, ties: "user_names",
			path: func(subject) string { return api + "/accounts/" + id("acc", 0) + "/org-chart" },
			raw:  func(subject) []statement { return orgChart(0) }},
		{name: "chain of command", mixed: true,
			path: func(s subject) string { return api + "/contacts/" + id("con", s.contact) + "/chain-of-command" },
			raw: func(s subject) []statement {
				return one("chain_of_command", map[string]any{"id": id("con", s.contact), "accountId": "", "opportunityId": "", "to": "", "asOf": day})
			}},
		{name: "companies", mixed: true,
			path: func(s subject) string { return api + "/contacts/" + id("con", s.contact) + "/companies" },
			raw: func(s subject) []statement {
				return one("companies", map[string]any{"contact": id("con", s.contact), "asOf": day})
			}},
		{name: "former colleagues",
			path: func(s subject) string { return api + "/contacts/" + id("con", s.contact) + "/former-colleagues" },
			ask: func(ctx context.Context, g *graph.Graph, v access.Viewer, s subject) error {
				_, err := g.FormerColleagues(ctx, v, id("con", s.contact), graph.FormerColleaguesOptions{Limit: 50})
				return err
			}},
		{name: "buying centre", mixed: true,
			path: func(s subject) string { return api + "/opportunities/" + id("opp", s.deal) + "/buying-center" },
			raw: func(s subject) []statement {
				return one("buying_center", map[string]any{"id": id("opp", s.deal), "asOf": day})
			}},
		{name: "buying centres of an account", mixed: true,
			path: func(s subject) string { return api + "/accounts/" + id("acc", s.account) + "/buying-centers" },
			raw: func(s subject) []statement {
				return one("buying_centers", map[string]any{"id": id("acc", s.account), "asOf": day})
			}},
		{name: "summary of an account", mixed: true,
			path: func(s subject) string { return api + "/accounts/" + id("acc", s.account) + "/summary" },
			raw: func(s subject) []statement {
				return one("account_summary", map[string]any{"ids": []string{id("acc", s.account)}, "asOf": day, "now": today.Time().Add(12 * time.Hour)})
			}},
		{name: "advocates in an account",
			path: func(s subject) string { return api + "/accounts/" + id("acc", s.account) + "/advocates" },
			raw: func(s subject) []statement {
				return one("advocates", map[string]any{"id": id("acc", s.account), "opportunityId": "", "outside": false, "asOf": day, "seats": true, "relations": true, "influences": true})
			}},
		{name: "ties of a contact", mixed: true,
			path: func(s subject) string { return api + "/contacts/" + id("con", s.contact) + "/ties" },
			raw: func(s subject) []statement {
				return one("ties", map[string]any{"id": id("con", s.contact), "asOf": day})
			}},
		{name: "search, beginning of a name", mixed: true,
			path: func(s subject) string { return api + "/search?q=" + n.beginning(s.contact) },
			raw: func(s subject) []statement {
				typed := n.beginning(s.contact)
				return search("+"+typed+"* "+typed, typed, typed)
			}},
		{name: "search, with a typo",
			path: func(s subject) string { return api + "/search?q=" + misspelt(s.contact) },
			raw: func(s subject) []statement {
				typed := misspelt(s.contact)
				return append(search("+"+typed+"* "+typed, typed, typed), search("(+"+typed+"~1)", nil, typed)...)
			}},
		{name: "relation graph, depth 1", path: relationGraph(1), ask: askRelationGraph(1)},
		{name: "relation graph, depth 2", path: relationGraph(2), ask: askRelationGraph(2), paths: true},
		{name: "advocate paths, 2 hops", path: advocatePaths(2), ask: askAdvocatePaths(2), paths: true},
		{name: "advocate paths, 3 hops", path: advocatePaths(3), ask: askAdvocatePaths(3), paths: true, grows: true},
		{name: "advocate paths, 4 hops", path: advocatePaths(4), ask: askAdvocatePaths(4), paths: true},
		{name: "paths by hops", paths: true, ask: askPaths(graph.PathsOptions{ByHops: true, MaxHops: 6, Limit: 10}), path: func(s subject) string {
			return api + "/paths?" + url.Values{"from": {id("con", s.contact)}, "to": {id("con", s.other)}, "by": {"hops"}}.Encode()
		}},
		{name: "paths by strength", paths: true, ask: askPaths(graph.PathsOptions{MaxHops: 4, Limit: 10}), path: func(s subject) string {
			return api + "/paths?" + url.Values{"from": {id("con", s.contact)}, "to": {id("con", s.other)}, "by": {"strength"}}.Encode()
		}},
	}
}

// orgChart is what the service sends where the path engine has our ties.
func orgChart(account int) []statement {
	return one("org_chart", map[string]any{"id": id("acc", account), "asOf": day, "opportunityId": "", "ties": false})
}

func search(query string, email any, begins string) []statement {
	return one("search", map[string]any{
		"query": query, "email": email, "begins": begins, "limit": 20, "reach": 20, "asOf": day, "kinds": []string{"contact", "user", "account", "opportunity"},
	})
}

// beginning is what somebody types who looks for a contact: five letters of the last name or, where these find too few, three.
func (n *network) beginning(contact int) string {
	letters := 5
	if n.people < 10_000 {
		letters = 3
	}
	return strings.ToLower(lastName(contact, ofLastName)[:letters])
}

// misspelt is a contact's last name with a letter that no name has.
func misspelt(contact int) string {
	name := []byte(strings.ToLower(lastName(contact, ofLastName)))
	name[4] = 'q'
	return string(name)
}

func relationGraph(depth int) func(subject) string {
	return func(s subject) string {
		return fmt.Sprintf("%s/contacts/%s/relation-graph?depth=%d", api, id("con", s.contact), depth)
	}
}

func advocatePaths(hops int) func(subject) string {
	return func(s subject) string {
		return fmt.Sprintf("%s/contacts/%s/advocate-paths?maxHops=%d", api, id("con", s.contact), hops)
	}
}

func askRelationGraph(depth int) func(context.Context, *graph.Graph, access.Viewer, subject) error {
	return func(ctx context.Context, g *graph.Graph, v access.Viewer, s subject) error {
		_, err := g.RelationGraph(ctx, v, "contact", id("con", s.contact), graph.RelationGraphOptions{
			Depth: depth, Kinds: graph.EdgeKinds, Limit: graph.DefaultRelationGraphLimit,
		})
		return err
	}
}

func askAdvocatePaths(hops int) func(context.Context, *graph.Graph, access.Viewer, subject) error {
	return func(ctx context.Context, g *graph.Graph, v access.Viewer, s subject) error {
		_, err := g.AdvocatePaths(ctx, v, id("con", s.contact), graph.AdvocatePathsOptions{From: "anyone", MaxHops: hops, Limit: 5})
		return err
	}
}

func askPaths(o graph.PathsOptions) func(context.Context, *graph.Graph, access.Viewer, subject) error {
	return func(ctx context.Context, g *graph.Graph, v access.Viewer, s subject) error {
		_, err := g.Paths(ctx, v, id("con", s.contact), id("con", s.other), o)
		return err
	}
}
