package store

import (
	"context"
	"fmt"

	"kith/cypher"
)

// SchemaVersion is the version of the graph's schema that this build writes and understands.
const SchemaVersion = 1

var (
	ping          = cypher.Must("read/ping")
	schemaVersion = cypher.Must("write/schema_version")
	awaitIndexes  = cypher.Must("read/await_indexes")
)

// PutSchema puts constraints and indexes in place, which changes nothing where they are, and waits until they answer. It refuses
// a graph whose schema is newer than this build's.
func (s *Store) PutSchema(ctx context.Context) error {
	found, err := Autocommit[struct {
		Version *int `json:"version"`
	}](ctx, s, ping, nil) // without a time limit: a Neo4j that has just started may be slow
	if err != nil {
		return err
	}
	if version := found[0].Version; version != nil && *version > SchemaVersion {
		return fmt.Errorf("the graph has schema version %d and this Kith understands %d: use a newer Kith", *version, SchemaVersion)
	}
	statements, err := cypher.All()
	if err != nil {
		return err
	}
	for _, statement := range statements {
		if statement.Mode != cypher.Schema {
			continue
		}
		if _, err := Autocommit[None](ctx, s, statement, nil); err != nil {
			return fmt.Errorf("schema: %w", err)
		}
	}
	if _, err := Autocommit[None](ctx, s, awaitIndexes, map[string]any{"seconds": 300}); err != nil {
		return err
	}
	_, err = Autocommit[int](ctx, s, schemaVersion, map[string]any{"version": SchemaVersion})
	return err
}
