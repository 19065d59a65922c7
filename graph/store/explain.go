package store

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"kith/cypher"
)

// Plan is how Neo4j would run a statement.
type Plan struct {
	Columns       []string
	ReadOnly      bool
	Operators     []string // as the plan names them, with their details: "NodeByLabelScan n:Account"
	Notifications []string // what Neo4j warns of
}

// Explain asks Neo4j how it would run a statement, without running it.
func Explain(ctx context.Context, s *Store, statement cypher.Statement) (Plan, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer closeSession(ctx, session)
	result, err := session.Run(ctx, "EXPLAIN "+statement.Sent, nil)
	if err != nil {
		return Plan{}, s.failure(ctx, statement.Name, err)
	}
	keys, err := result.Keys()
	if err != nil {
		return Plan{}, s.failure(ctx, statement.Name, err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return Plan{}, s.failure(ctx, statement.Name, err)
	}
	plan := Plan{Columns: keys, ReadOnly: summary.StatementType() == neo4j.StatementTypeReadOnly}
	for _, notification := range summary.Notifications() {
		if notification.Code() != "Neo.ClientNotification.Statement.ParameterNotProvided" {
			plan.Notifications = append(plan.Notifications, notification.Code()+": "+notification.Description())
		}
	}
	var walk func(neo4j.Plan)
	walk = func(step neo4j.Plan) {
		details, _ := step.Arguments()["Details"].(string)
		plan.Operators = append(plan.Operators, step.Operator()+" "+details)
		for _, child := range step.Children() {
			walk(child)
		}
	}
	if summary.Plan() != nil {
		walk(summary.Plan())
	}
	return plan, nil
}
