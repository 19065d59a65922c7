package graph

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	placementRead = cypher.Must("read/placement")
	placementPut  = cypher.Must("write/placement_put")
)

// Placement is where the members of a buying centre stand on the deal's map.
type Placement struct {
	Places  []Place `json:"places"` // of the members whom somebody placed; the others stand where the suggested layout has them
	version int64
}

// Place is where one of them stands, in the map's own measure.
type Place struct {
	ContactID string  `json:"contactId" example:"con_01h455vb4pex5vsknk084sn02q"`
	X         float64 `json:"x" example:"120"`
	Y         float64 `json:"y" example:"-40.5"`
}

const (
	placesLimit = 1000
	farthest    = 1e6 // from the middle of a map
)

// ETag is the placement's version as HTTP names it; where nothing was ever placed it is 0.
func (p Placement) ETag() string { return `"` + strconv.FormatInt(p.version, 10) + `"` }

type placementRow struct {
	Version int64   `json:"version"`
	Places  []Place `json:"places" field:"buyingCenterMembers"`
}

// Placement answers where the members on a day, or today, stand. NotFound: the deal.
func (g *Graph) Placement(ctx context.Context, v access.Viewer, opportunityID string, day *Date) (Placement, error) {
	rows, err := store.Read[placementRow](ctx, g.store, placementRead, v.Sees(map[string]any{"id": opportunityID, "asOf": g.asOf(day)}))
	row, err := one(rows, err, "opportunity", opportunityID)
	return Placement{Places: append([]Place{}, row.Places...), version: row.Version}, err
}

// PutPlacement places the members anew where match agrees with the ETag: those of today whom the viewer sees; others in the list are passed over. It
// is no news of the deal: the deal says who placed last and when, the audit and those who follow changes are not told of every card that is dragged.
// Errors: NotFound and NotAllowed as for a change of a member, PreconditionFailed, Invalid.
func (g *Graph) PutPlacement(ctx context.Context, v access.Viewer, opportunityID string, match func(etag string) bool, places []Place) (Placement, error) {
	var f faults
	seen := map[string]bool{}
	for i, place := range places {
		pointer := fmt.Sprintf("/places/%d", i)
		if seen[place.ContactID] {
			f.add(pointer+"/contactId", "stands twice")
		}
		seen[place.ContactID] = true
		if math.Abs(place.X) > farthest || math.Abs(place.Y) > farthest {
			f.add(pointer, "is farther than %g from the middle", float64(farthest))
		}
	}
	if len(places) > placesLimit {
		f.add("/places", "has more than %d places", placesLimit)
	}
	if err := f.err(); err != nil {
		return Placement{}, err
	}
	asked := v.Sees(map[string]any{
		"id": opportunityID, "places": places, "asOf": g.Today(), "now": g.Now(), "by": v.Name(),
	})
	var placed Placement
	err := g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, opportunityID); err != nil {
			return err
		}
		rows, err := store.Write[placementRow](ctx, tx, placementRead, v.Sees(map[string]any{"id": opportunityID, "asOf": g.Today()}))
		row, err := one(rows, err, "opportunity", opportunityID)
		if err != nil {
			return err
		}
		belongs, err := belongingsOf(ctx, tx, []string{opportunityID})
		if err != nil {
			return err
		}
		if !reaches(v, access.BuyingCenterMembers, access.Write, true, belongs[opportunityID]) {
			return notAllowed("opportunity", opportunityID, true)
		}
		if !match(Placement{version: row.Version}.ETag()) {
			return problem.PreconditionFailed()
		}
		if _, err := store.Write[store.None](ctx, tx, placementPut, asked); err != nil {
			return err
		}
		rows, err = store.Write[placementRow](ctx, tx, placementRead, v.Sees(map[string]any{"id": opportunityID, "asOf": g.Today()}))
		if err == nil {
			placed = Placement{Places: rows[0].Places, version: rows[0].Version}
		}
		return err
	})
	return placed, err
}
