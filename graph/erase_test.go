package graph_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// observed is a graph that tells of each statement when it is over.
func observed(t *testing.T, over func(statement string)) *graph.Graph {
	at := storetest.Address()
	s, err := store.Open(t.Context(), store.Config{URI: at.URI, Username: at.Username, Password: at.Password, TimeLimit: time.Minute,
		Observe: func(statement string, _ time.Duration, _ error) { over(statement) }})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return graph.New(s, clock)
}

// A position that is called after a contact is deleted just while the contact is erased, and one is called so just then: neither the audit of that nor
// the graph has the name afterwards.
func TestEraseBesideChangesOfSeats(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `
CREATE (a:Account {id: 'acc_1', name: 'Plant', createdAt: datetime(), updatedAt: datetime(), version: 1}),
  (c:Contact:Person {id: 'con_1', name: 'Eva', createdAt: datetime(), updatedAt: datetime(), version: 1})<-[:IDENTIFIES {index: 0}]-(:ExternalId {kind: 'contact', source: 'crm', externalId: 'C-1'}),
  (p:Position {id: 'pos_1', title: 'CFO', assistant: false, placeholder: false, createdAt: datetime(), updatedAt: datetime(), version: 1})<-[:IDENTIFIES {index: 0}]-(:ExternalId {kind: 'position', source: 'crm', externalId: 'contact:C-1@A'}),
  (p)-[:AT {id: 'rel_1'}]->(a), (c)-[:HOLDS {id: 'rel_2', primary: true, source: 'crm', status: 'fact'}]->(p)`, nil)
	require.NoError(t, graph.New(s, clock).RefreshBelongings(t.Context(), access.System(), true))
	ctx, v := store.Patient(context.Background(), time.Minute), access.System()

	read, deleted := make(chan struct{}, 1), make(chan error, 1)
	other := observed(t, func(statement string) {
		if statement == "positions" {
			select {
			case read <- struct{}{}:
			default:
			}
		}
	})
	begun := false
	erasing := observed(t, func(statement string) {
		if statement != "erase_seat_ids" || begun {
			return
		}
		begun = true
		go func() { deleted <- graph.Positions.Delete(ctx, other, v, "pos_1", true) }()
		select {
		case <-read: // it has read the name that is gone when this is committed
		case <-time.After(2 * time.Second): // it waits for this
		}
	})
	_, err := erasing.Erase(ctx, v, "con_1")
	require.NoError(t, err)
	require.NoError(t, <-deleted)
	require.Empty(t, storetest.Ask[string](t, `MATCH (n) UNWIND keys(n) AS name WITH n, name WHERE toStringOrNull(n[name]) CONTAINS 'C-1@A' RETURN labels(n)[0] + ' ' + name`, nil))
	require.Empty(t, storetest.Ask[string](t, `MATCH (n:Audit) UNWIND n.entries AS entry WITH entry WHERE entry CONTAINS 'C-1@A' RETURN entry`, nil))

	_, err = graph.Positions.Create(ctx, other, v, func(f graph.PositionFields) (graph.PositionFields, error) {
		f.AccountID, f.Title, f.ExternalIDs = ref("acc_1"), new("CFO"), []graph.ExternalID{{Source: "crm", ID: "contact:C-1@A"}}
		return f, nil
	})
	require.True(t, problem.Is(err, problem.KindConflict), "%v", err)
}
