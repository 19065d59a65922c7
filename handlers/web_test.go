package handlers_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

func TestWhatTheWebAppAsks(t *testing.T) {
	c := fresh(t)
	today := time.Now().UTC().Add(time.Hour) // the audit's time is Neo4j's
	day := func(n int) string { return today.AddDate(0, 0, n).Format(time.DateOnly) }
	*c.now = today.AddDate(0, 0, -2)
	account := c.create("accounts", `{"name":"Moravia"}`)
	ann := c.create("contacts", `{"name":"Ann","emails":["ann@moravia.example"],"externalIds":[{"source":"salesforce","id":"003A/1"}],"employment":{"accountId":"`+account+`","title":"CFO","since":"`+day(-2)+`"}}`)
	bob := c.create("contacts", `{"name":"Bob"}`)
	deal := c.create("opportunities", `{"accountId":"`+account+`","name":"Mill","stage":"Offer"}`)
	center := "/opportunities/" + deal + "/buying-center"
	c.must(200, "PUT", center+"/members/"+ann, `{"roles":["decisionMaker"]}`)
	c.must(200, "PUT", center+"/members/"+bob, `{"roles":["user"]}`)
	nobody := "Bearer " + token(t, graph.New(c.store, time.Now), "rep", access.ReadScope, access.WriteScope)
	reader := "Bearer " + token(t, graph.New(c.store, time.Now), "readOnly", access.ReadScope, access.WriteScope)

	// The map of a deal: places of members, kept per deal, changed by its version.
	blank := c.must(200, "GET", center+"/placement", "")
	require.Equal(t, `"0"`, blank.Header.Get("ETag"))
	require.Equal(t, []any{}, blank.Body["places"])
	c.must(428, "PUT", center+"/placement", `{"places":[]}`)
	c.must(422, "PUT", center+"/placement", `{"places":[{"contactId":"`+ann+`","x":2e6,"y":0}]}`, "If-Match", `"0"`)
	c.must(404, "GET", center+"/placement", "", "Authorization", nobody)
	c.must(404, "PUT", center+"/placement", `{"places":[]}`, "If-Match", `"0"`, "Authorization", nobody)
	placed := c.must(200, "PUT", center+"/placement", `{"places":[{"contactId":"`+ann+`","x":1.5,"y":-2},{"contactId":"`+bob+`","x":3,"y":4},{"contactId":"con_none","x":0,"y":0}]}`, "If-Match", `"0"`)
	require.Equal(t, `"1"`, placed.Header.Get("ETag"))
	require.Len(t, placed.Body["places"], 2, "who is no member is passed over")
	require.Equal(t, map[string]any{"contactId": ann, "x": 1.5, "y": -2.0}, placed.Body["places"].([]any)[0])
	c.must(412, "PUT", center+"/placement", `{"places":[]}`, "If-Match", `"0"`)
	if c.ask("GET", center+"/placement", "", "Authorization", reader).Status == 200 {
		c.must(403, "PUT", center+"/placement", `{"places":[]}`, "If-Match", `"1"`, "Authorization", reader)
	}
	c.must(204, "DELETE", center+"/members/"+bob, "")
	require.Len(t, c.must(200, "GET", center+"/placement", "").Body["places"], 1, "Bob is no member any more")
	require.Empty(t, c.must(200, "PUT", center+"/placement", `{"places":[]}`, "If-Match", `"1"`).Body["places"])
	require.NotContains(t, c.must(200, "GET", "/opportunities/"+deal+"/history", "").Text, "place", "cards that are dragged are no news")

	// Links from elsewhere.
	require.Equal(t, []any{map[string]any{"id": ann, "kind": "contact", "name": "Ann"}}, c.must(200, "GET", "/by-external-id/salesforce/003A%2F1", "").Body["items"])
	require.Equal(t, []any{}, c.must(200, "GET", "/by-external-id/salesforce/other", "").Body["items"])
	require.Equal(t, []any{}, c.must(200, "GET", "/by-external-id/salesforce/003A%2F1", "", "Authorization", nobody).Body["items"])

	// What the graph keeps no time of is known from the audit: all changes of a field are one difference.
	*c.now = today
	for _, stage := range []string{"Talks", "Contract"} {
		c.must(200, "PATCH", "/opportunities/"+deal, `{"stage":"`+stage+`"}`, "If-Match", "*")
	}
	c.must(200, "PATCH", "/accounts/"+account, `{"class":"A"}`, "If-Match", "*")
	for path, texts := range map[string][]string{
		"/accounts/" + account:   {"Mill: stage was “Offer”, and is “Contract” now.", "Moravia: class is “A” now."},
		"/opportunities/" + deal: {"Mill: stage was “Offer”, and is “Contract” now."},
	} {
		var found []string
		for _, item := range c.must(200, "GET", path+"/differences?from="+day(-1), "").Body["items"].([]any) {
			require.Equal(t, "audit", item.(map[string]any)["source"])
			found = append(found, item.(map[string]any)["text"].(string))
		}
		require.ElementsMatch(t, texts, found)
		for _, query := range []string{"", "?from=" + day(0), "?from=2026-13-01", "?from=2026-11-21&to=2026-11-20", "?from=2026-11-20&day=1"} {
			c.must(400, "GET", path+"/differences"+query, "")
		}
		c.must(404, "GET", path+"/differences?from=2026-11-20", "", "Authorization", nobody)
	}
	whole := c.must(200, "GET", "/accounts/"+account+"/differences?from="+day(-10), "").Body["items"].([]any)
	require.Equal(t, "Ann is new at Moravia as CFO on "+day(-2)+".", whole[0].(map[string]any)["text"])
	require.Equal(t, "A new deal: Mill.", whole[1].(map[string]any)["text"])

	brief := c.must(200, "GET", "/contacts/"+ann+"/brief?opportunityId="+deal, "").Body
	require.Equal(t, "CFO", brief["person"].(map[string]any)["title"])
	c.must(404, "GET", "/contacts/"+ann+"/brief", "", "Authorization", nobody)
	c.must(400, "GET", "/contacts/"+ann+"/brief?asOf=today", "")
	briefs := c.must(200, "POST", "/briefs", `{"emails":["ANN@moravia.example","x@y.example"]}`).Body["items"].([]any)
	require.Equal(t, "Ann", briefs[0].(map[string]any)["contact"].(map[string]any)["person"].(map[string]any)["name"])
	require.Nil(t, briefs[1].(map[string]any)["contact"])
	c.must(422, "POST", "/briefs", `{"emails":[]}`)
	c.must(400, "POST", "/briefs", `{"addresses":[]}`)

	rows := c.must(200, "GET", "/portfolio?class=A&compareTo="+day(-10), "").Body
	require.Equal(t, "meetKeyPlayer", rows["items"].([]any)[0].(map[string]any)["nextAction"].(map[string]any)["code"])
	require.Equal(t, "Get to know Ann, decision maker in Mill: none of us does.", rows["items"].([]any)[0].(map[string]any)["nextAction"].(map[string]any)["text"])
	require.Empty(t, c.must(200, "GET", "/portfolio", "", "Authorization", nobody).Body["items"])
	c.must(422, "GET", "/portfolio?ownerId=me", "")
	c.must(400, "GET", "/portfolio?compareTo="+day(0), "")
	c.must(400, "GET", "/portfolio?sort=value", "")
}

// parts is a multipart body of files and fields: names, what they are, and contents.
func parts(t *testing.T, files, fields map[string]string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, content := range files {
		part, err := w.CreateFormFile("files", name)
		require.NoError(t, err)
		_, err = io.WriteString(part, content)
		require.NoError(t, err)
	}
	for name, content := range fields {
		require.NoError(t, w.WriteField(name, content))
	}
	require.NoError(t, w.Close())
	return b.String(), w.FormDataContentType()
}

func TestAnUnknownFileIsMapped(t *testing.T) {
	c := importsAt(t, t.TempDir())
	files := map[string]string{"leute.csv": "Full Name;E-Mail;Firma;Rolle;Stufe;Rest\nAnn Alt;ann@acme.example;Acme;CFO;2.5;x\nBen;;Acme;;viel;\n;;;;;\n"}
	body, kind := parts(t, files, nil)
	recognised := c.ask("POST", "/imports:recognise", body, "Content-Type", kind)
	require.Equal(t, http.StatusOK, recognised.Status, recognised.Text)
	file := recognised.Body["files"].([]any)[0].(map[string]any)
	require.Equal(t, []any{"csv", nil, "contacts"}, []any{file["form"], file["kind"], file["likely"]})
	require.NotNil(t, file["error"])
	require.Equal(t, map[string]any{"name": "Full Name", "to": nil, "samples": []any{"Ann Alt", "Ben"}}, file["columns"].([]any)[0])
	require.Equal(t, "company", file["columns"].([]any)[2].(map[string]any)["to"])
	require.Contains(t, recognised.Text, `"kind":"opportunities"`)

	mapping := func(columns map[string]string) string {
		text, err := json.Marshal(map[string]any{"files": []any{map[string]any{"file": "leute.csv", "kind": "contacts", "columns": columns}}})
		require.NoError(t, err)
		return string(text)
	}
	columns := map[string]string{"Full Name": "name", "E-Mail": "email", "Firma": "company", "Rolle": "title", "Stufe": "custom.tier"}
	body, kind = parts(t, files, map[string]string{"source": "list", "mapping": mapping(columns)})
	dry := c.finished(c.must(202, "POST", "/imports?dryRun=true&unknown=contacts", body, "Content-Type", kind).Body["id"].(string))
	require.Equal(t, "done", dry["state"], dry)
	require.Zero(t, storetest.Ask[int64](t, `MATCH (n:Contact) RETURN count(n)`, nil)[0])
	job := c.finished(c.must(202, "POST", "/imports?unknown=contacts", body, "Content-Type", kind).Body["id"].(string))
	require.Equal(t, "done", job["state"], job)
	counts := map[string][]any{}
	for _, k := range job["kinds"].([]any) {
		k := k.(map[string]any)
		counts[k["kind"].(string)] = []any{k["created"], k["rejected"]}
	}
	require.Equal(t, map[string][]any{"accounts": {1.0, 0.0}, "contacts": {2.0, 1.0}}, counts)
	require.Equal(t, job["kinds"], dry["kinds"])
	require.Contains(t, job["notes"], `leute.csv: of the mapping the columns "Rest" are left out`)
	require.Equal(t, "contacts", job["mapping"].(map[string]any)["files"].([]any)[0].(map[string]any)["kind"])
	found := c.must(200, "GET", "/contacts?q=ann", "").Body["items"].([]any)[0].(map[string]any)
	require.Equal(t, []any{"ann@acme.example"}, found["emails"])
	require.Equal(t, map[string]any{"tier": 2.5}, found["custom"])
	again := c.finished(c.must(202, "POST", "/imports?unknown=contacts", body, "Content-Type", kind).Body["id"].(string))
	require.Equal(t, 2.0, again["kinds"].([]any)[len(again["kinds"].([]any))-1].(map[string]any)["unchanged"], "rows without an id are known again by what they say")

	for reason, text := range map[string]string{
		"no column": mapping(map[string]string{"Nobody": "name"}), `has no column`: mapping(map[string]string{"Full Name": "nickname"}),
		"is none of the files": `{"files":[{"file":"other.csv","kind":"contacts","columns":{}}]}`,
		"there is no kind":     `{"files":[{"file":"leute.csv","kind":"people","columns":{}}]}`,
		"need the column id":   `{"files":[{"file":"leute.csv","kind":"products","columns":{"Full Name":"name"}}]}`,
		"need the column name": `{"files":[{"file":"leute.csv","kind":"accounts","columns":{"E-Mail":"domain"}}]}`,
	} {
		body, kind := parts(t, files, map[string]string{"source": "list", "mapping": text})
		require.Contains(t, c.must(422, "POST", "/imports", body, "Content-Type", kind).Text, reason)
	}
	body, kind = parts(t, files, map[string]string{"source": "list", "mapping": `{"file":"leute.csv"}`})
	c.must(400, "POST", "/imports", body, "Content-Type", kind)
	body, kind = parts(t, map[string]string{"ids.csv": "id,name\n1,x\n", "m.mbox": "From x@y.example Thu Oct  1 00:00:00 2026\nFrom: a@b.example\n\n"}, nil)
	text := c.must(200, "POST", "/imports:recognise", body, "Content-Type", kind).Text
	require.Contains(t, text, `"form":"mailbox"`)
	require.Contains(t, text, `fit`, "its columns fit several kinds")
}
