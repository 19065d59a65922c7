package cypher_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/cypher"
)

// The head of a statement is what its caller reads: it names just the parameters that the body uses.
func TestHeadAndBodyAgree(t *testing.T) {
	statements, err := cypher.All()
	require.NoError(t, err)
	require.NotEmpty(t, statements)
	for _, statement := range statements {
		t.Run(string(statement.Mode)+"/"+statement.Name, func(t *testing.T) {
			require.Equal(t, statement.Used(), statement.Parameters, "parameters of head and body differ")
			require.NotEmpty(t, statement.Body())
			require.False(t, strings.HasSuffix(statement.Body(), ";"), "the driver wants no semicolon")
			require.Regexp(t, `^// [A-Z]`, statement.Text, "the head begins with what the statement answers")
			require.NotRegexp(t, `\b(apoc|gds)\.`, statement.Text, "no plugin")
		})
	}
}

// Statements that read records and do not ask what the viewer sees, by why they need not.
var seesAll = map[string][]string{
	"imports and exports ask for all; what an import writes is checked where the transaction ends": {
		"empty", "export_accounts", "export_contacts", "export_custom", "export_interactions", "export_opportunities", "export_people", "export_positions",
		"export_size", "import_addressed", "import_company_names", "import_domains", "import_employments", "import_holdings", "import_identified",
		"import_lines", "import_owners", "import_placements", "import_private_contacts", "import_present", "import_referred", "import_relations", "import_seats", "import_seats_of", "import_ties",
		"import_ties_known", "import_values",
	},
	"the view of ties holds everybody: a question says whom its asker sees": {
		"view_changed", "view_conflicts", "view_middle", "view_people", "view_private",
	},
	"inside a change, which is checked where the transaction ends, or before it by what is named": {
		"departure_seats", "employments_held", "holders_held", "identified_again", "identifiers", "influences_held", "interaction_ids", "interactions_held", "interactions_old", "interactions_to_merge", "lines_above", "lines_held", "mailbox_contacts", "mailbox_interactions",
		"members_held", "owners_above", "parents_held", "people_related", "relations_held", "relations_of_record", "relations_to_merge", "relations_whole",
		"reports_of", "restored_people", "seat_account", "seats_of_record", "team_held", "tie_sources_held", "ties_of_pairs",
	},
	"strengths rest on all that there is": {
		"holdings_of_people", "tie_evidence", "tie_histories", "tie_pairs_around", "ties_at_resized", "ties_folded", "ties_stale",
	},
	"what they find is then looked at by whom it belongs to": {
		"audit_names", "belongings", "external_ids_of", "find_records", "references", "unassigned",
	},
	"both sides of a request see it, and nobody else": {
		"introducer_asked", "introduction_request", "introduction_requests",
	},
}

var (
	ofRecords = regexp.MustCompile(`[:|](Account|Contact|Person|Position|Opportunity|Interaction)\b`)
	sees      = regexp.MustCompile(`\$(sees[A-Z]|me\b)`)
)

// Whoever asks sees what they may see and no more: a statement that reads records asks with what the viewer sees, or it is named above.
func TestStatementsAskWithWhatTheViewerSees(t *testing.T) {
	statements, err := cypher.All()
	require.NoError(t, err)
	var without, named []string
	for _, statement := range statements {
		if body := statement.Body(); statement.Mode == cypher.Read && ofRecords.MatchString(body) && !sees.MatchString(body) {
			without = append(without, statement.Name)
		}
	}
	for _, names := range seesAll {
		named = append(named, names...)
	}
	require.ElementsMatch(t, named, without)
}
