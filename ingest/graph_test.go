package ingest_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

// A graphText is a whole graph in lines that can be compared: nodes with labels and properties, relationships with both
// ends and properties. What an export leaves out is not in it: updatedAt, version and locks, and belongsTo, which is made anew; what is deleted; when a
// tie is to be derived anew; what is kept of
// interactions with ties, but for the folded ones; ids of roles; and of the relationships that are a column of a record, who made them and when.
type graphText struct {
	Nodes, Relationships []string
}

const (
	labelsCompared = `n:Account OR n:Contact OR n:User OR n:Position OR n:Opportunity OR n:Product OR n:Unit OR n:Role OR n:Interaction
		OR n:RelationType OR n:Email OR n:Domain OR n:ExternalId OR n:Mailbox`
	nameOfNode = `CASE WHEN n:Role THEN 'role ' + n.name WHEN n:ExternalId THEN n.kind + ' ' + n.source + ' ' + n.externalId
		ELSE coalesce(n.id, n.address, n.name, n.userId) END`
)

// columnOfRecord are the relationships that an export writes as one column of a record.
var columnOfRecord = []string{"FOR", "OWNED_BY", "MEMBER_OF", "HAS_ROLE", "PART_OF", "TOOK_PART"}

func wholeGraph(t *testing.T) graphText {
	t.Helper()
	type node struct {
		Name       string         `json:"name"`
		Labels     []string       `json:"labels"`
		Properties map[string]any `json:"properties"`
	}
	type relationship struct {
		From       string         `json:"from"`
		Type       string         `json:"type"`
		To         string         `json:"to"`
		Properties map[string]any `json:"properties"`
	}
	var g graphText
	for _, n := range storetest.Ask[node](t, `MATCH (n) WHERE `+labelsCompared+`
		RETURN `+nameOfNode+` AS name, labels(n) AS labels, properties(n) AS properties`, nil) {
		slices.Sort(n.Labels)
		if slices.Contains(n.Labels, "Role") {
			delete(n.Properties, "id")
			delete(n.Properties, "createdAt")
		}
		g.Nodes = append(g.Nodes, n.Name+" "+strings.Join(n.Labels, ":")+" "+propertiesText(n.Properties))
	}
	for _, r := range storetest.Ask[relationship](t, `MATCH (n) WHERE `+labelsCompared+` WITH n, `+nameOfNode+` AS from
		MATCH (n)-[r]->(m) WITH from, r, m AS n WHERE `+labelsCompared+`
		RETURN from, type(r) AS type, `+nameOfNode+` AS to, properties(r) AS properties`, nil) {
		if r.Properties["kind"] == "interactions" {
			folded, is := r.Properties["folded"]
			if !is {
				continue // made anew of the interactions
			}
			r.Properties = map[string]any{"folded": folded}
		}
		if slices.Contains(columnOfRecord, r.Type) {
			for _, name := range []string{"id", "source", "status", "createdBy", "createdAt"} {
				delete(r.Properties, name)
			}
		}
		g.Relationships = append(g.Relationships, r.From+" "+r.Type+" "+r.To+" "+propertiesText(r.Properties))
	}
	slices.Sort(g.Nodes)
	slices.Sort(g.Relationships)
	return g
}

// propertiesText writes properties in the order of their names. 5 and 5.0 are the same, and so are numbers that differ
// in the sixteenth digit.
func propertiesText(properties map[string]any) string {
	for _, name := range []string{"updatedAt", "version", "lock", "staleOn", "given", "belongsTo", "placementVersion"} {
		delete(properties, name)
	}
	var texts []string
	for name, value := range properties {
		switch v := value.(type) {
		case int64:
			value = float64(v)
		case float64:
			value = math.Round(v*1e12) / 1e12
		}
		texts = append(texts, fmt.Sprintf("%s=%v", name, value))
	}
	slices.Sort(texts)
	return strings.Join(texts, " ")
}

func (g graphText) without(type_ string) graphText {
	g.Relationships = slices.DeleteFunc(slices.Clone(g.Relationships), func(line string) bool { return strings.Contains(line, type_) })
	return g
}

func requireSameGraph(t *testing.T, want, have graphText) {
	t.Helper()
	require.Equal(t, strings.Join(want.Nodes, "\n"), strings.Join(have.Nodes, "\n"))
	require.Equal(t, strings.Join(want.Relationships, "\n"), strings.Join(have.Relationships, "\n"))
}
