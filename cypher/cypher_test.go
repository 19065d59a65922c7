package cypher_test

import (
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
