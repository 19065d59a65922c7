package graph_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
)

// fieldNames are the JSON names under which answers show fields of records: the fields' own, and what else answers call them.
var fieldNames = strings.Fields(`name legalName website domains industry employees annualRevenue currency class phone address ownerId owner externalIds custom
	firstName lastName emails email phones linkedinUrl location notes attitude attitudeOn attitudeFrom stage closeDate sku category price title department assistant
	placeholder strength note weight effect politicalStatus coverage decisionOrientation influence roles asserted accountName
	value valueWon valueOpen wonValue quantity unitPrice discount total score best band label health keyPlayers worstDeal`)

// showNone are properties, or all of a type, that have the name of a field and show none that a role can hide, by why.
var showNone = map[string]string{
	"Amount.": "the lists that hold it say", "WorstDeal.": "who has it says", "Factor.": "what it rests on was blanked", "Advocate.": "the same", "CompanyTie.": "the same",
	"DealResilience.": "the same", "Paths.total": "a number of paths", "Shared.": "of the type that embeds it",
	"UserFields.": "users, units, roles and relation types are seen whole by all who are signed in", "UnitFields.": "the same", "Unit.": "the same", "RoleFields.": "the same",
	"RelationTypeFields.": "the same", "TokenFields.": "the same", "Token.": "the same", "AuditActor.": "a user or a token", "MeUser.": "oneself", "LinkSignIn.": "a user", "BriefOf.email": "what was asked", "FoldedInteractions.weight": "who hides anything cannot ask", "MailboxWithout.": "what a user says of their own mailbox", "HeldRecord.emails": "who hides anything cannot ask",
}

// Every property of an answer that shows a field of a record says which: then a role that hides the field hides the property, in answers to come too.
func TestAnswersSayWhichFieldsTheyShow(t *testing.T) {
	for _, kind := range access.Kinds {
		for _, field := range []string{"name", "notes", "title", "value", "price", "weight", "level", "note", "roles", "kind", "quantity", "custom.tier"} {
			known := map[access.Kind]string{
				access.Accounts: "name custom.tier", access.Contacts: "name notes custom.tier", access.Positions: "title custom.tier", access.Opportunities: "name value quantity custom.tier",
				access.Products: "name price custom.tier", access.Influences: "weight", access.Ties: "level note", access.Relations: "note", access.BuyingCenterMembers: "note roles",
				access.Interactions: "kind",
			}[kind]
			require.Equal(t, strings.Contains(" "+known+" ", " "+field+" "), graph.IsField(kind, field), "%s.%s", kind, field)
		}
	}
	require.False(t, graph.IsField(access.Influences, "from"), "what a relation is between is no field of it")

	files, err := os.ReadDir(".")
	require.NoError(t, err)
	var untagged []string
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file.Name(), nil, 0)
		require.NoError(t, err)
		ast.Inspect(parsed, func(node ast.Node) bool {
			spec, is := node.(*ast.TypeSpec)
			if !is || !spec.Name.IsExported() {
				return true
			}
			structure, is := spec.Type.(*ast.StructType)
			if !is {
				return true
			}
			for _, property := range structure.Fields.List {
				if property.Tag == nil || strings.HasSuffix(spec.Name.Name, "Options") {
					continue
				}
				tag := reflect.StructTag(strings.Trim(property.Tag.Value, "`"))
				if len(property.Names) == 1 && property.Names[0].Name == "_" {
					return true // all its properties are fields
				}
				name, _, _ := strings.Cut(tag.Get("json"), ",")
				if _, says := tag.Lookup(access.FieldTag); says || !slices.Contains(fieldNames, name) {
					continue
				}
				place := spec.Name.Name + "." + name
				if showNone[place]+showNone[spec.Name.Name+"."] == "" {
					untagged = append(untagged, place)
				}
			}
			return true
		})
	}
	require.Empty(t, untagged, "tag them with field:\"…\", or say in showNone why they show nothing of a record")
}
