package graph

import (
	"context"

	"kith/access"
)

// Warm asks each question once about nobody, so that Neo4j has planned its statement before the first caller asks. What a
// question answers does not matter here; it ends where ctx does.
func (g *Graph) Warm(ctx context.Context, v access.Viewer) {
	const account, contact, opportunity = prefixAccount + "_", prefixContact + "_", prefixOpportunity + "_"
	for _, ask := range []func() error{
		func() error { _, err := g.OrgChart(ctx, v, account, OrgChartOptions{}); return err },
		func() error { _, err := g.ChainOfCommand(ctx, v, contact, ChainOptions{}); return err },
		func() error {
			_, err := g.RelationGraph(ctx, v, "account", account, RelationGraphOptions{Depth: 1, Limit: 1})
			return err
		},
		func() error {
			_, err := g.RelationGraph(ctx, v, "contact", contact, RelationGraphOptions{Depth: 1, Limit: 1})
			return err
		},
		func() error { _, err := g.Companies(ctx, v, contact, nil); return err },
		func() error {
			_, err := g.FormerColleagues(ctx, v, contact, FormerColleaguesOptions{Limit: 1})
			return err
		},
		func() error { _, err := g.Advocates(ctx, v, account, AdvocatesOptions{}); return err },
		func() error { _, err := g.Involvements(ctx, v, contact, nil); return err },
		func() error { _, err := g.BuyingCenter(ctx, v, opportunity, nil); return err },
		func() error { _, err := g.BuyingCenters(ctx, v, account, nil); return err },
		func() error {
			_, err := g.AdvocatePaths(ctx, v, contact, AdvocatePathsOptions{From: "anyone", MaxHops: 3, Limit: 1})
			return err
		},
		func() error {
			_, err := g.Paths(ctx, v, contact, contact+"_", PathsOptions{ByHops: true, MaxHops: 6, Limit: 1})
			return err
		},
		func() error { _, err := g.Search(ctx, v, "a", nil, 1); return err },
		func() error { _, err := g.AccountSummary(ctx, v, account, nil); return err },
		func() error {
			_, err := g.Portfolio(ctx, v, PortfolioOptions{List: ListOptions{Limit: 1}, CompareTo: new(g.Today().AddDays(-1))})
			return err
		},
		func() error { _, err := g.Brief(ctx, v, contact, BriefOptions{}); return err },
		func() error { _, err := g.Interactions(ctx, v, "account", account, nil, 1, ""); return err },
		func() error { _, err := g.Ties(ctx, v, "contact", contact, TiesOptions{Limit: 1}); return err },
	} {
		if _ = ask(); ctx.Err() != nil {
			return
		}
	}
}
