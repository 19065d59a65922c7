package store_test

import (
	"context"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// everyName puts some of every label and relationship type of the model in, so that the planner knows them all and has counts to plan by.
const everyName = `
UNWIND range(1, 400) AS i
CREATE (a:Account {id: 'acc_' + i, name: 'A' + i}), (c:Contact:Person {id: 'con_' + i, name: 'C' + i, phones: ['1'], createdAt: datetime(), createdBy: 'system', confidence: 0.5, since: date(), until: date()}), (d:Contact:Person {id: 'con_x' + i, name: 'D' + i}),
  (u:User:Person {id: 'usr_' + i, name: 'U' + i, email: 'u' + i, active: true}), (s:Position {id: 'pos_' + i, title: 'T' + i}), (o:Opportunity {id: 'opp_' + i, name: 'O' + i, status: 'open'}),
  (p:Product {id: 'prd_' + i, name: 'P' + i}), (g:Unit {id: 'unt_' + i, name: 'G' + i}), (r:Role {id: 'rol_' + i, name: 'R' + i}),
  (n:Interaction {id: 'int_' + i, source: 's', externalId: 'e' + i}), (t:RelationType {id: 'rty_' + i, name: 'T' + i}),
  (e:Email {address: 'e' + i}), (m:Domain {name: 'd' + i}), (x:ExternalId {kind: 'account', source: 's', externalId: 'x' + i}), (:IdempotencyKey {principal: 'p', key: 'k' + i}), (:Session {id: 'ses_' + i, hash: 's' + i, userId: 'usr_' + i, lastUsedAt: datetime(), expiresAt: datetime(), userAgent: ''}),
  (tk:Token {id: 'tok_' + i, hash: 't' + i, userId: 'usr_' + i, scopes: ['read']})-[:HAS_ROLE]->(r), (tk)-[:MEMBER_OF]->(g), (:SignInLink {hash: 'l' + i, userId: 'usr_' + i}), (:Credential {userId: 'usr_' + i, kind: 'password', hash: '', changedAt: datetime()}), (:Credential {userId: 'usr_' + i, kind: 'openid', issuer: 'i', subject: 's' + i}),
  (:Change {id: 'chg_' + i, at: datetime(), entries: ['account created acc_1'], answered: datetime()}), (:Audit {id: 'aud_' + i, at: datetime(), by: 'system', token: 't', request: 'r', records: 'acc_1', entries: ['{}']}), (:Deleted {id: 'gone_' + i}), (:Suppression {hash: 's' + i, at: datetime()}), (mb:Mailbox {userId: 'usr_' + i, agreed: true, stopped: false, removing: true, addresses: [''], domains: [''], folders: ['']})<-[:CAME_FROM]-(n), (q:IntroductionRequest {id: 'itr_' + i}), (k:Mail {id: 'mai_' + i, dueAt: datetime()}),
  (s)-[:AT]->(a), (c)-[:HOLDS {primary: true}]->(s), (s)-[:REPORTS_TO {line: 'solid'}]->(s), (c)-[:KNOWS {id: 'tie_' + i}]->(d), (c)-[:KNOWS {private: ['system']}]->(u), (c)-[:TIE_SOURCE {kind: 'asserted'}]->(d), (c)-[:INFLUENCES {id: 'inf_' + i, opportunityId: 'opp_' + i}]->(d),
  (c)-[:INVOLVED_IN]->(o), (c)-[:PLACED_IN {x: 0.0, y: 0.0}]->(o), (o)-[:FOR]->(a), (o)-[:INCLUDES]->(p), (a)-[:SUBSIDIARY_OF]->(a), (c)-[:RELATED_TO {id: 'rel_' + i, type: 'rty_' + i}]->(a),
  (c)-[:TOOK_PART {as: 'to'}]->(n), (a)-[:OWNED_BY]->(u), (u)-[:WORKS_ON]->(a), (u)-[:MEMBER_OF]->(g), (u)-[:HAS_ROLE]->(r), (g)-[:PART_OF]->(g),
  (c)-[:HAS_EMAIL {index: 0}]->(e), (a)-[:HAS_DOMAIN]->(m), (x)-[:IDENTIFIES]->(a),
  (q)-[:ASKED_BY]->(u), (q)-[:ASKS]->(u), (q)-[:ABOUT]->(c), (q)-[:ABOUT]->(o), (k)-[:TELLS_OF]->(q)`

// everyProperty makes the property names known that the nodes and relationships above do without.
const everyProperty = `
CREATE (:Deleted {createdAt: 0, updatedAt: 0, version: 0, lock: 0, deletedAt: 0, deletedBy: 0, deletedWith: 0, deletedLabels: 0, mergedInto: 0, index: 0, since: 0, until: 0, confidence: 0, createdBy: 0,
  legalName: 0, website: 0, industry: 0, employees: 0, annualRevenue: 0, currency: 0, class: 0, phone: 0, street: 0, city: 0, region: 0, postalCode: 0, country: 0,
  firstName: 0, lastName: 0, phones: 0, linkedinUrl: 0, location: 0, notes: 0, attitude: 0, attitudeOn: 0, leftOn: 0, department: 0, assistant: 0, placeholder: 0,
  stage: 0, status: 0, value: 0, closeDate: 0, sku: 0, category: 0, price: 0, forward: 0, backward: 0, symmetric: 0, knows: 0, kind: 0, at: 0, people: 0, outside: 0,
  primary: 0, line: 0, strength: 0, lastContact: 0, muted: 0, private: 0, saidBy: 0, saidOn: 0, level: 0, note: 0, weight: 0, effect: 0, opportunityId: 0,
  roles: 0, politicalStatus: 0, coverage: 0, decisionOrientation: 0, influence: 0, quantity: 0, unitPrice: 0, discount: 0, total: 0, percent: 0, type: 0,
  as: 0, access: 0, principal: 0, key: 0, hash: 0, answer: 0, cursorSecret: 0, suppressionKey: 0, staleOn: 0, externalId: 0, given: [], history: [0], folded: [''], foldedBefore: 0, belongsTo: [], broughtInBy: [], kinds: [''], permissions: [''], connections: '', fields: [''],
  introductions: 0, introductionLimit: 0, shareTies: 0, waitsUntil: 0, mailboxOnly: 0, mailbox: 0, placementVersion: 0, placedAt: 0, placedBy: 0, state: 0, message: 0, due: 0, hidden: 0, dueAt: 0, tries: 0})`

// Few ever: labels whose nodes an administrator makes by hand may be scanned.
var growing = regexp.MustCompile(`(?i)^(AllNodesScan|CartesianProduct|.*RelationshipTypeScan|(Partitioned)?(Union|Intersection|Subtraction)NodeByLabelsScan|NodeByLabelScan .*:(Account|Contact|User|Person|Position|Opportunity|Interaction|Email|Domain|ExternalId|IdempotencyKey|Deleted|Change|Audit|Session|Token|SignInLink|Credential)\b)`)

// usesNumbers warns of the numbers that Neo4j gives to nodes and gives again once a node is gone. Whoever reads them says why that does no harm.
const usesNumbers = "Neo.ClientNotification.Statement.FeatureDeprecationWarning: The query used a deprecated function: `id`."

// Every statement plans without a warning, without a step that grows with the whole graph, and answers the columns that its head names.
func TestStatementsPlan(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, everyName, nil)
	storetest.Put(t, everyProperty, nil)
	storetest.Put(t, `CALL db.prepareForReplanning()`, nil)
	statements, err := cypher.All()
	require.NoError(t, err)
	for _, statement := range statements {
		if statement.Mode == cypher.Schema {
			continue
		}
		t.Run(string(statement.Mode)+"/"+statement.Name, func(t *testing.T) {
			plan, err := store.Explain(context.Background(), s, statement)
			require.NoError(t, err)
			require.Empty(t, slices.DeleteFunc(plan.Notifications, func(n string) bool { return n == usesNumbers }))
			require.Equal(t, statement.Columns, append([]string(nil), plan.Columns...), "the head names other columns than the statement returns")
			if statement.Mode == cypher.Read {
				require.True(t, plan.ReadOnly, "a read statement that plans as a write")
			}
			for _, operator := range plan.Operators {
				require.NotRegexp(t, growing, operator, "grows with the graph: %v", plan.Operators)
			}
		})
	}
}
