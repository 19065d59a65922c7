package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

// What does not fit is named by its column, down to the key and the element.
func TestAMisfitIsNamed(t *testing.T) {
	s := storetest.Empty(t)
	for text, want := range map[string]string{
		`RETURN 'x' AS name, [{number: 1}, {number: 'two'}] AS list`: "column list[1].number: string does not fit int",
		`RETURN null AS name`:                            "column name: null where a value is required",
		`RETURN 'x' AS name, [{number: null}] AS list`:   "column list[0].number: null where a value is required",
		`RETURN 1 AS name`:                               "column name: int64 does not fit string",
		`RETURN 'x' AS name, [[1], [date()]] AS numbers`: "column numbers[1][0]: dbtype.Date does not fit int",
		`RETURN 'x' AS other`:                            "the columns [other] do not all have a field in",
	} {
		_, err := store.Autocommit[struct {
			Name string `json:"name"`
			List []struct {
				Number int `json:"number"`
			} `json:"list"`
			Numbers [][]int `json:"numbers"`
		}](context.Background(), s, cypher.Statement{Name: "misfit", Text: text}, nil)
		require.ErrorContains(t, err, want)
	}
}
