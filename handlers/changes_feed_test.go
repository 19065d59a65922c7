package handlers_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

// feed asks for changes and returns them as words, and the cursor.
func (c *caller) feed(query string) (items []string, cursor string) {
	c.t.Helper()
	answer := c.must(200, "GET", "/changes?"+query, "").Body
	for _, each := range answer["items"].([]any) {
		item := each.(map[string]any)
		text := fmt.Sprint(item["kind"], " ", item["action"])
		for _, external := range item["externalIds"].([]any) {
			text += fmt.Sprint(" ", external.(map[string]any)["id"])
		}
		items = append(items, text)
	}
	return items, "after=" + url.QueryEscape(answer["nextCursor"].(string))
}

func TestChangesTellWhatHappened(t *testing.T) {
	c := fresh(t)
	none, cursor := c.feed("")
	require.Empty(t, none)

	account := c.create("accounts", `{"name":"A","externalIds":[{"source":"crm","id":"a1"}]}`)
	items, next := c.feed(cursor)
	require.Equal(t, []string{"account created a1"}, items)
	again, _ := c.feed(cursor)
	require.Equal(t, items, again, "a cursor can be asked with again")
	items, cursor = c.feed(next)
	require.Empty(t, items, "each change once")

	c.must(200, "PATCH", "/accounts/"+account, `{"name":"B"}`, "If-Match", "*")
	c.must(200, "PATCH", "/accounts/"+account, `{"name":"B"}`, "If-Match", "*") // changes nothing
	ann, bob := c.create("contacts", `{"name":"Ann"}`), c.create("contacts", `{"name":"Bob"}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+bob+`","level":"strong"}`)
	c.must(204, "DELETE", "/accounts/"+account, "")
	want := []string{"account changed a1", "contact created", "contact created", "tie created", "account deleted a1"}
	items, next = c.feed(cursor)
	require.Equal(t, want, items)
	require.Equal(t, 400, c.ask("GET", "/changes?kinds=tie&"+cursor, "").Status, "a cursor is of its query")

	// Page by page it is the same.
	var paged []string
	for at := cursor; ; {
		items, after := c.feed("limit=1&" + at)
		if len(items) == 0 {
			break
		}
		require.Len(t, items, 1)
		paged, at = append(paged, items...), after
	}
	require.Equal(t, want, paged)

	ties, _ := c.feed("kinds=tie,contact")
	require.Equal(t, []string{"contact created", "contact created", "tie created"}, ties)

	// Who waits is answered when there is something.
	told := make(chan []string)
	go func() { items, _ := c.feed("wait=30&" + next); told <- items }()
	c.create("products", `{"name":"P"}`)
	require.Equal(t, []string{"product created"}, <-told)

	require.Equal(t, 400, c.ask("GET", "/changes?kinds=secrets", "").Status)
	require.Equal(t, 400, c.ask("GET", "/changes?after=nonsense", "").Status)
	require.Equal(t, 400, c.ask("GET", "/changes?wait=61", "").Status)
}

// A change of many records comes in parts, and a commit that comes to light late is not missed.
func TestChangesMissNothing(t *testing.T) {
	c := fresh(t)
	storetest.Put(t, `CREATE (:Change {id: 'chg_1', at: datetime() - duration({hours: 1}), entries: [n IN range(100, 349) | 'contact created con_' + n]})`, nil)
	items, cursor := c.feed("limit=200")
	require.Len(t, items, 200)
	items, cursor = c.feed("limit=200&" + cursor)
	require.Len(t, items, 50)
	storetest.Put(t, `CREATE (:Change {id: 'chg_5', at: datetime(), entries: ['account created acc_5']})`, nil)
	items, cursor = c.feed(cursor + "&limit=200")
	require.Len(t, items, 1)
	storetest.Put(t, `CREATE (:Change {id: 'chg_4', at: datetime() - duration({seconds: 5}), entries: ['account created acc_4', 'view changed all']})`, nil)
	items, cursor = c.feed(cursor + "&limit=200")
	require.Equal(t, []string{"account created"}, items)
	items, _ = c.feed(cursor + "&limit=200")
	require.Empty(t, items)
}
