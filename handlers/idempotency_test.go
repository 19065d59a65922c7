package handlers_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

var anyRequestID = regexp.MustCompile(`"requestId":"[^"]*"`)

// Every POST with an Idempotency-Key happens once; what other records' POSTs do is in records_rules_test.go.
func TestEveryPostOfChangesHappensOnce(t *testing.T) {
	c := fresh(t)
	const count = `MATCH (a)-[r]->() RETURN count(r)`
	for _, post := range []struct {
		path, body, other string
		status            int
	}{
		{"/relations", `{"from":"con_1","to":"acc_2","type":"advises","note":"n"}`, `{"from":"con_2","to":"acc_2","type":"advises"}`, 201},
		{"/contacts/con_1:depart", `{"accountId":"acc_1","to":{"accountId":"acc_2","title":"Chair"},"successorId":"con_2"}`, `{"accountId":"acc_1"}`, 200},
		{"/contacts/con_1:depart", `{"accountId":"acc_1","on":"2026-01-01"}`, `{"accountId":"acc_1","on":"2026-01-02"}`, 200},
		{"/ties:batchUpsert", `{"items":[{"personA":"usr_1","personB":"con_1","level":"weak"}]}`, `{"items":[]}`, 200},
		{"/influences:batchUpsert", `{"items":[{"from":"con_1","to":"con_2","weight":3}]}`, `{"items":[{"from":"con_1","to":"con_2","weight":4}]}`, 200},
		{"/relations:batchUpsert", `{"items":[{"from":"con_1","to":"acc_2","type":"advises"}]}`, `{"items":[]}`, 200},
		{"/buying-center-members:batchUpsert", `{"items":[{"opportunityId":"opp_1","contactId":"con_1","roles":["champion"]}]}`, `{"items":[]}`, 200},
		{"/line-items:batchUpsert", `{"items":[{"opportunityId":"opp_1","productId":"prd_1","quantity":2}]}`, `{"items":[]}`, 200},
		{"/interactions:batch", `{"items":[{"externalId":"m1","kind":"call","at":"2026-11-01T10:00:00Z","from":"usr_1","to":["con_1"]},{"kind":1}]}`, `{"items":[]}`, 200},
	} {
		t.Run(post.path+" "+post.body, func(t *testing.T) {
			empty(t)
			storetest.Put(t, company, nil)
			first := c.must(post.status, "POST", post.path, post.body, "Idempotency-Key", "k")
			require.NotContains(t, first.Text, `"unchanged"`)
			require.True(t, strings.Contains(first.Text, `"created"`) || !strings.Contains(first.Text, `"items"`), first.Text)
			relations := storetest.Ask[int](t, count, nil)
			again := c.must(post.status, "POST", post.path, post.body, "Idempotency-Key", "k")
			require.Equal(t, anyRequestID.ReplaceAllString(first.Text, ""), anyRequestID.ReplaceAllString(again.Text, ""))
			require.Equal(t, relations, storetest.Ask[int](t, count, nil), "it was done once")
			for _, body := range []string{post.other, post.body + " "} {
				refused := c.must(422, "POST", post.path, body, "Idempotency-Key", "k")
				require.Equal(t, []string{"Idempotency-Key"}, refused.pointers(), refused.Text)
			}
			require.Equal(t, relations, storetest.Ask[int](t, count, nil), "what was refused has changed nothing")
			kept := storetest.Ask[map[string]any](t, `MATCH (k:IdempotencyKey) RETURN k {.key, .answer} AS kept`, nil)
			require.Len(t, kept, 1)
			require.NotContains(t, kept[0]["answer"], "Chair", "no body is kept")
		})
	}
}

// The first answer stands, even where the same request would be refused by now.
func TestTheFirstAnswerStands(t *testing.T) {
	c := fresh(t)
	storetest.Put(t, company, nil)
	relation := c.must(201, "POST", "/relations", `{"from":"con_1","to":"acc_2","type":"advises"}`, "Idempotency-Key", "r")
	left := c.must(200, "POST", "/contacts/con_1:depart", `{"accountId":"acc_1","successorId":{"source":"crm","id":"77"}}`, "Idempotency-Key", "d")
	storetest.Put(t, `MATCH (x:ExternalId {externalId: '77'}) MATCH (t:RelationType) DETACH DELETE x, t`, nil)
	require.Equal(t, relation.Text, c.must(201, "POST", "/relations", `{"from":"con_1","to":"acc_2","type":"advises"}`, "Idempotency-Key", "r").Text)
	require.Equal(t, left.Text, c.must(200, "POST", "/contacts/con_1:depart", `{"accountId":"acc_1","successorId":{"source":"crm","id":"77"}}`, "Idempotency-Key", "d").Text)
	require.Equal(t, 422, c.ask("POST", "/contacts/con_1:depart", `{"accountId":"acc_1","successorId":{"source":"crm","id":"77"}}`, "Idempotency-Key", "e").Status)
}
