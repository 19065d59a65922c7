package handlers_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/ingest"
)

// secrets are planted in fields that the role Partner hides; keys are what answers call those fields, of every record that has one.
var (
	secrets = []string{"hush-notes", "hush@moravia.example", "+420 555 777", "hush-title", "hush-department", "hush-industry", "hush-legal", "123454321", "hush-tier", "hush-member", "hush-tie", "hush-relation", "hush-sku", "\"mentor\"", "\"enemy\"", "hush-stage", "987656789"}
	keys    = []string{"notes", "emails", "email", "phones", "phone", "title", "department", "industry", "legalName", "annualRevenue", "attitude", "attitudeFrom", "attitudeOn",
		"note", "sku", "value", "valueOpen", "valueWon", "wonValue", "worstDeal", "health", "stage", "weight", "quantity"}
)

const partnerFields = `{"accounts":{"industry":"none","legalName":"none","phone":"none","annualRevenue":"none","custom.tier":"none","website":"read"},
	"contacts":{"notes":"none","emails":"none","phones":"none","attitude":"none","attitudeOn":"none","custom.tier":"none","location":"read"},
	"opportunities":{"value":"none","stage":"none","quantity":"none","closeDate":"read"},"products":{"sku":"none"},"positions":{"title":"none","department":"none"},
	"buyingCenterMembers":{"note":"none","attitude":"none","coverage":"read"},"influences":{"weight":"none"},"relations":{"note":"none"},"ties":{"note":"none"}}`

// kindsWith is a role's reach to every kind, but for those named.
func kindsWith(reach string, other string, kinds ...access.Kind) string {
	var all []string
	for _, kind := range access.Kinds {
		r := reach
		if slices.Contains(kinds, kind) {
			r = other
		}
		all = append(all, fmt.Sprintf(`%q:{"read":%q,"write":%q,"delete":%q}`, kind, r, r, r))
	}
	return "{" + strings.Join(all, ",") + "}"
}

// keysOf are the keys of all objects in a JSON value.
func keysOf(tree any, found map[string]bool) {
	switch value := tree.(type) {
	case map[string]any:
		for key, inner := range value {
			found[key] = true
			keysOf(inner, found)
		}
	case []any:
		for _, inner := range value {
			keysOf(inner, found)
		}
	}
}

// What a role hides of records shows in no answer, under no name; what it lets one read is not written; and nothing that one writes takes it away.
func TestFieldsThatARoleHides(t *testing.T) {
	c := importsAt(t, t.TempDir())
	g := graph.New(c.store, func() time.Time { return *c.now })
	sells := c.create("users", `{"name":"Eve","email":"eve@seller.example"}`)
	account := c.create("accounts", `{"name":"Moravia","legalName":"hush-legal","industry":"hush-industry","annualRevenue":123454321,"website":"https://moravia.example","ownerId":"`+sells+`","custom":{"tier":"hush-tier","size":7},"externalIds":[{"source":"crm","id":"A1"}]}`)
	ann := c.create("contacts", `{"name":"Ann","notes":"hush-notes","emails":["hush@moravia.example"],"phones":["+420 555 777"],"attitude":"mentor","location":"Brno","custom":{"tier":"hush-tier"},"externalIds":[{"source":"crm","id":"C1"}],
		"employment":{"accountId":"`+account+`","title":"hush-title","department":"hush-department"}}`)
	bob := c.create("contacts", `{"name":"Bob","employment":{"accountId":"`+account+`","title":"hush-title"}}`)
	deal := c.create("opportunities", `{"name":"Mill","accountId":"`+account+`","value":987656789,"currency":"EUR","stage":"hush-stage","closeDate":"2027-01-01"}`)
	product := c.create("products", `{"name":"Rolls","sku":"hush-sku"}`)
	c.must(200, "PUT", "/opportunities/"+deal+"/line-items/"+product, `{"quantity":3,"unitPrice":5}`)
	member := "/opportunities/" + deal + "/buying-center/members/"
	c.must(200, "PUT", member+ann, `{"roles":["decisionMaker"],"attitude":"enemy","note":"hush-member","coverage":"brief"}`)
	c.must(200, "PUT", member+bob, `{"roles":["champion"]}`)
	influence := c.must(200, "PUT", "/influences", `{"from":"`+ann+`","to":"`+bob+`","weight":5,"effect":"positive"}`)
	require.Equal(t, 5., influence.Body["weight"])
	c.create("relation-types", `{"name":"advises"}`)
	relation := c.must(201, "POST", "/relations", `{"from":"`+ann+`","to":"`+account+`","type":"advises","note":"hush-relation"}`).Body["id"].(string)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+sells+`","level":"strong","note":"hush-tie"}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+bob+`","level":"strong"}`)
	seat := c.must(200, "GET", "/positions?accountId="+account, "").ids()[0]
	c.must(200, "PATCH", "/contacts/"+ann, `{"notes":"hush-notes, again"}`, "If-Match", "*")
	c.must(200, "POST", "/interactions:batch", `{"items":[{"externalId":"1","kind":"email","at":"2026-11-01T08:00:00Z","from":"`+ann+`","to":["`+sells+`"]}]}`)

	c.must(201, "POST", "/roles", `{"name":"Partner","rules":{"kinds":`+kindsWith("all", "")+`,"permissions":["import","audit"],"connections":"all","fields":`+partnerFields+`}}`)
	scopes := []access.Scope{access.ReadScope, access.WriteScope, access.ImportScope}
	partner := []string{"Authorization", "Bearer " + token(t, g, "Partner", scopes...)}

	// Every route that reads, with ids that there are.
	var asked []string
	for _, o := range operations(t) {
		if o.method != "GET" {
			continue
		}
		ids := map[string]string{"accounts": account, "contacts": ann, "users": sells, "opportunities": deal, "products": product, "positions": seat}
		path := o.with(ids[strings.Split(o.path, "/")[1]])
		if strings.Contains(o.path, "/by-external-id/") {
			path = strings.NewReplacer("{source}", "crm", "{externalId}", map[string]string{"accounts": "A1", "contacts": "C1"}[strings.Split(o.path, "/")[1]]).Replace(o.path)
		}
		asked = append(asked, path)
	}
	asked = append(asked, "/paths?from="+sells+"&to="+bob, "/search?q=ann", "/search?q=mor", "/accounts/"+account+"/org-chart?opportunityId="+deal, "/audit?record="+ann,
		"/contacts/"+ann+"/chain-of-command?opportunityId="+deal, "/contacts/"+bob+"/advocate-paths?from=anyone", "/accounts/"+account+"/relation-graph?depth=2", "/contacts/"+ann+"/former-colleagues?present=true")
	answered, shown := 0, map[string]bool{}
	for _, path := range asked {
		r := c.ask("GET", path, "", partner...)
		require.Less(t, r.Status, 500, path)
		if r.Status != 200 || r.Body == nil {
			continue
		}
		answered++
		all := c.ask("GET", path, "")
		for _, secret := range secrets {
			require.NotContains(t, r.Text, secret, path)
			shown[secret] = shown[secret] || strings.Contains(all.Text, secret)
		}
		if strings.HasPrefix(path, "/users") || path == "/search?q=mor" || strings.HasPrefix(path, "/me") || strings.HasPrefix(path, "/audit") || strings.HasSuffix(path, "/history") || strings.HasSuffix(path, "/advocates") {
			continue // users have addresses, the audit names what was changed, factors have values
		}
		found := map[string]bool{}
		keysOf(r.Body, found)
		for _, key := range keys {
			require.False(t, found[key], "%s has %s: %s", path, key, r.Text)
		}
	}
	require.Greater(t, answered, 45)
	for _, secret := range secrets {
		require.True(t, shown[secret], "%s shows to nobody: nothing is proved", secret)
	}
	require.Equal(t, map[string]any{"size": 7.}, c.must(200, "GET", "/accounts/"+account, "", partner...).Body["custom"])

	// What is hidden is nothing to ask by.
	for path, field := range map[string]string{
		"/accounts?industry=x": "accounts.industry", "/accounts?custom.tier=hush-tier": "accounts.custom.tier", "/opportunities?stage=x": "opportunities.stage",
		"/positions?sort=name": "positions.title", "/positions?q=hush": "positions.title",
	} {
		r := c.must(403, "GET", path, "", partner...)
		require.Contains(t, r.Body["detail"], field)
		c.must(200, "GET", path, "")
	}
	require.Empty(t, c.must(200, "GET", "/contacts?q=hush", "", partner...).ids())
	require.Empty(t, c.must(200, "GET", "/search?q=hush@mor", "", partner...).ids())
	require.Len(t, c.must(200, "GET", "/search?q=hush@mor", "").ids(), 1)

	// What may not be written is not, whatever it says: not even what it is already.
	before := c.must(200, "GET", "/contacts/"+ann, "").Text
	for _, w := range []struct{ method, path, body, pointer string }{
		{"PATCH", "/contacts/" + ann, `{"notes":"x"}`, "/notes"}, {"PATCH", "/contacts/" + ann, `{"notes":"hush-notes, again"}`, "/notes"}, {"PATCH", "/contacts/" + ann, `{"location":"Wien"}`, "/location"},
		{"PATCH", "/contacts/" + ann, `{"custom":{"tier":null}}`, "/custom/tier"}, {"POST", "/contacts", `{"name":"New","emails":["n@x.example"]}`, "/emails"},
		{"POST", "/contacts", `{"name":"New","employment":{"accountId":"` + account + `","title":"x"}}`, "/employment/title"},
		{"PUT", "/contacts/by-external-id/crm/C1", `{"name":"Ann","attitude":null}`, "/attitude"}, {"PATCH", "/accounts/" + account, `{"website":null}`, "/website"},
		{"PUT", member + ann, `{"roles":["champion"],"note":"x"}`, "/note"}, {"PUT", member + ann, `{"coverage":"inDepth"}`, "/coverage"},
		{"PUT", "/influences", `{"from":"` + ann + `","to":"` + bob + `","weight":1}`, "/weight"}, {"PATCH", "/relations/" + relation, `{"note":null}`, "/note"},
		{"PUT", "/ties", `{"personA":"` + ann + `","personB":"` + bob + `","note":"x"}`, "/note"},
		{"PUT", "/opportunities/" + deal + "/line-items/" + product, `{"unitPrice":1}`, "/quantity"}, {"PATCH", "/opportunities/" + deal, `{"closeDate":"2028-01-01"}`, "/closeDate"},
		{"POST", "/contacts/" + bob + ":depart", `{"accountId":"` + account + `","to":{"accountId":"` + account + `","title":"x"}}`, "/to/title"},
	} {
		r := c.must(403, w.method, w.path, w.body, append([]string{"If-Match", "*"}, partner...)...)
		require.Equal(t, []string{w.pointer}, r.pointers(), "%s %s", w.path, w.body)
	}
	require.Equal(t, before, c.must(200, "GET", "/contacts/"+ann, "").Text)
	last := c.must(200, "GET", "/audit?record="+ann+"&limit=1", "").Body["items"].([]any)
	require.NotEmpty(t, last)
	var ofNotes string
	for _, item := range c.must(200, "GET", "/audit?record="+ann, "").Body["items"].([]any) {
		if strings.Contains(item.(map[string]any)["sentence"].(string), "again") {
			ofNotes = item.(map[string]any)["id"].(string)
		}
	}
	require.Contains(t, c.must(403, "POST", "/audit/"+ofNotes+":undo", "", partner...).Body["detail"], "contacts.notes")
	batch := c.must(200, "POST", "/contacts:batchUpsert", `{"items":[{"id":"`+ann+`","notes":"x"},{"id":"`+ann+`","firstName":"A."}]}`, partner...).Body["items"].([]any)
	require.Equal(t, []string{"/notes"}, reply{Body: batch[0].(map[string]any)["problem"].(map[string]any)}.pointers())
	require.Equal(t, "changed", batch[1].(map[string]any)["status"])

	// What is written whole leaves what is hidden as it was.
	c.must(200, "PUT", "/contacts/by-external-id/crm/C1", `{"name":"Anna"}`, partner...)
	c.must(200, "PUT", member+ann, `{"roles":["approver"]}`, partner...)
	c.must(200, "PUT", "/influences", `{"from":"`+ann+`","to":"`+bob+`","effect":"negative"}`, partner...)
	after := c.must(200, "GET", "/contacts/"+ann, "").Body
	require.Equal(t, []any{"Anna", "hush-notes, again", "mentor", []any{"hush@moravia.example"}}, []any{after["name"], after["notes"], after["attitude"], after["emails"]})
	center := c.must(200, "GET", "/opportunities/"+deal+"/buying-center", "").Body["members"].([]any)[0].(map[string]any)
	require.Equal(t, []any{"Anna", []any{"approver"}, "hush-member", "enemy", "brief"}, []any{center["name"], center["roles"], center["note"], center["attitude"], center["coverage"]})
	require.Regexp(t, `"weight":5,"effect":"negative"`, c.must(200, "GET", "/contacts/"+ann+"/relation-graph?kinds=influences", "").Text)

	// A file's rows with such a value stay out, and the others go in; where a cell is empty nothing is cleared.
	body, kind := form(t, "crm", "contacts.csv", "id,name,notes\nC1,Annie,\nC2,Ben,secret\nC3,Cid,\n")
	job := c.must(202, "POST", "/imports", body, append([]string{"Content-Type", kind}, partner...)...).Body["id"].(string)
	require.Equal(t, []any{map[string]any{"kind": "contacts", "created": 1., "changed": 1., "unchanged": 0., "rejected": 1., "repeated": 0.}}, c.finished(job)["kinds"])
	rejects, err := http.Get(c.address + "/imports/" + job + "/rejects")
	require.NoError(t, err)
	defer func() { _ = rejects.Body.Close() }()
	text, err := io.ReadAll(rejects.Body)
	require.NoError(t, err)
	require.Contains(t, string(text), "contacts.csv,3,notes,your role does not let you write the field contacts.notes,C2,Ben,secret")
	after = c.must(200, "GET", "/contacts/"+ann, "").Body
	require.Equal(t, []any{"Annie", "hush-notes, again"}, []any{after["name"], after["notes"]})
	_, err = ingest.Export(t.Context(), c.store, access.Viewer{Rights: &access.Rights{}}, t.TempDir(), io.Discard, false)
	require.ErrorContains(t, err, "kith export")

	c.readsNothingBetween(g, account, ann, deal, seat, product)
}

// readsNothingBetween asks with a role that reads the records, and none of what is between them.
func (c *caller) readsNothingBetween(g *graph.Graph, account, ann, deal, seat, product string) {
	t := c.t
	c.must(201, "POST", "/roles", `{"name":"Outside","rules":{"kinds":`+kindsWith("all", "none", access.Positions, access.Influences, access.Relations, access.BuyingCenterMembers, access.Ties, access.Interactions, access.Products)+`,"connections":"none"}}`)
	outside := []string{"Authorization", "Bearer " + token(t, g, "Outside", access.ReadScope, access.WriteScope)}
	for path, lists := range map[string][]string{
		"/positions": {"items"}, "/products": {"items"}, "/accounts/" + account + "/org-chart": {"positions", "roots"}, "/opportunities/" + deal + "/buying-center": {"members", "edges"},
		"/accounts/" + account + "/buying-centers": {"people"}, "/contacts/" + ann + "/involvements": {"items"}, "/contacts/" + ann + "/companies": {"items"}, "/contacts/" + ann + "/ties": {"items"},
		"/contacts/" + ann + "/relation-graph?depth=2": {"edges"}, "/accounts/" + account + "/influence": {"people"}, "/accounts/" + account + "/resilience": {"deals", "people"},
		"/opportunities/" + deal + "/introducers": {"items"}, "/contacts/" + ann + "/interactions": {"items"}, "/contacts/" + ann + "/chain-of-command": {"steps"},
		"/changes?kinds=position,product,influence,relation,tie": {"items"},
	} {
		r := c.must(200, "GET", path, "", outside...)
		for _, list := range lists {
			require.Equal(t, []any{}, r.Body[list], "%s of %s: %s", list, path, r.Text)
		}
	}
	for _, path := range []string{"/positions/" + seat, "/products/" + product, "/positions/" + seat + "/history"} {
		require.Equal(t, 404, c.ask("GET", path, "", outside...).Status, path)
	}
	person := c.must(200, "GET", "/search?q=annie", "", outside...).Body["items"].([]any)[0].(map[string]any)
	require.NotContains(t, person, "title")
	require.NotContains(t, c.must(200, "GET", "/contacts/"+ann+"/history", "", outside...).Text, "holds the position")
	require.Equal(t, 404, c.ask("PUT", "/positions/"+seat+"/holder", `{"contactId":null}`, outside...).Status)
}

// Of a batch and of a file what its sender may write goes in; the rest says why not, and what is not seen is not there.
func TestWhatASenderMayNotWriteStaysOut(t *testing.T) {
	c := importsAt(t, t.TempDir())
	here, there := c.create("units", `{"name":"Here"}`), c.create("units", `{"name":"There"}`)
	c.must(201, "POST", "/roles", `{"name":"Importer","rules":{"kinds":`+strings.ReplaceAll(kindsWith("unit", ""), `"write":"unit"`, `"write":"own"`)+`,"permissions":["import"],"connections":"all"}}`)
	owners := map[string]string{}
	for _, name := range []string{"mine", "next", "far"} {
		owners[name] = c.admit(name+"@us.example", "Importer")
	}
	for name, unit := range map[string]string{"mine": here, "next": here, "far": there} {
		c.must(200, "PATCH", "/users/"+owners[name], `{"unitId":"`+unit+`"}`, "If-Match", "*")
	}
	accounts := map[string]string{}
	for name, owner := range owners {
		accounts[name] = c.create("accounts", fmt.Sprintf(`{"name":%q,"ownerId":%q,"externalIds":[{"source":"crm","id":%q}]}`, name, owner, name))
	}
	mine := c.signIn("mine@us.example").cookie(t)

	items := c.must(200, "POST", "/accounts:batchUpsert", `{"items":[{"id":"`+accounts["mine"]+`","class":"A"},{"id":"`+accounts["next"]+`","class":"A"},{"id":"`+accounts["far"]+`","class":"A"}]}`, mine...).Body["items"].([]any)
	status := func(items []any) (found []any) {
		for _, item := range items {
			item := item.(map[string]any)
			if problem, is := item["problem"].(map[string]any); is {
				found = append(found, problem["status"])
			} else {
				found = append(found, item["status"])
			}
		}
		return found
	}
	require.Equal(t, []any{"changed", 403., 404.}, status(items))
	seats := `{"items":[{"accountId":"` + accounts["next"] + `","title":"x"},{"accountId":"` + accounts["mine"] + `","title":"CFO"},{"accountId":"` + accounts["far"] + `","title":"x"}]}`
	require.Equal(t, []any{403., "created", 422.}, status(c.must(200, "POST", "/positions:batchUpsert", seats, mine...).Body["items"].([]any)))
	of := func(name, id string) string {
		return c.create("contacts", `{"name":"Of `+name+`","externalIds":[{"source":"crm","id":"`+id+`"}],"employment":{"accountId":"`+accounts[name]+`"}}`)
	}
	ours, theirs, another := of("mine", "c-mine"), of("next", "c-next"), of("next", "c-another")
	influences := `{"items":[{"from":"` + theirs + `","to":"` + another + `","weight":1},{"from":"` + ours + `","to":"` + theirs + `","weight":2}]}`
	require.Equal(t, []any{403., "created"}, status(c.must(200, "POST", "/influences:batchUpsert", influences, mine...).Body["items"].([]any)))
	require.Equal(t, []any{403., "created"}, status(c.must(200, "POST", "/ties:batchUpsert", strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(influences, `"weight":1`, `"level":"weak"`), `"weight":2`, `"level":"weak"`), `"from"`, `"personA"`), `"to"`, `"personB"`), mine...).Body["items"].([]any)))

	body, kind := form(t, "crm",
		"accounts.csv", "id,name\nmine,Mine\nnext,Next\nfar,Far\nnew,New\n",
		"contacts.csv", "id,name,account_id\np1,Pia,mine\np2,Pat,far\nc-next,Renamed,\n",
		"opportunities.csv", "id,name,account_id\nd1,Deal,mine\nd2,Deal,far\n",
		"influences.csv", "from_id,to_id,weight\np1,c-mine,3\nc-next,c-another,1\n")
	job := c.must(202, "POST", "/imports", body, append([]string{"Content-Type", kind}, mine...)...).Body["id"].(string)
	done := c.finished(job)
	require.Equal(t, "done", done["state"], done)
	rejects, err := http.Get(c.address + "/imports/" + job + "/rejects")
	require.NoError(t, err)
	defer func() { _ = rejects.Body.Close() }()
	text, err := io.ReadAll(rejects.Body)
	require.NoError(t, err)
	for _, line := range []string{
		"accounts.csv,3,,Your role does not let you change the account " + accounts["next"] + ".,next,Next", "accounts.csv,4,id,\"belongs to another account, which you do not see\",far,Far",
		`contacts.csv,3,account_id,"there is no account ""far""",p2,Pat,far`, "contacts.csv,4,,Your role does not let you change the contact", `opportunities.csv,3,account_id,"there is no account ""far""",d2`,
		"influences.csv,3,",
	} {
		require.Contains(t, string(text), line)
	}
	require.Equal(t, 7, strings.Count(string(text), "\n"), string(text))
	require.Equal(t, "Mine", c.must(200, "GET", "/accounts/"+accounts["mine"], "").Body["name"])
	require.Equal(t, "next", c.must(200, "GET", "/accounts/"+accounts["next"], "").Body["name"])
	require.Len(t, c.must(200, "GET", "/accounts?q=new", "").ids(), 1)
}
