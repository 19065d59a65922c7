package handlers

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// BatchUpsert is the body of a batch: records as they are written one by one, each with its external ids or its id.
type BatchUpsert[F any] struct {
	Items []F `json:"items"`
}

// BatchItem is what became of one item of a batch.
type BatchItem struct {
	ID      *string  `json:"id" example:"acc_01h455vb4pex5vsknk084sn02q"`
	Status  string   `json:"status" enums:"created,changed,unchanged,refused"`
	Problem *Problem `json:"problem"`
}

// BatchResult is what became of a batch, item by item in order.
type BatchResult struct {
	Items []BatchItem `json:"items"`
}

func (s *service) batchResult(c *gin.Context, results []graph.Result) BatchResult {
	answer := BatchResult{Items: make([]BatchItem, len(results))}
	for i, result := range results {
		item := &answer.Items[i]
		item.Status = result.Status
		if result.Err != nil {
			document := s.document(c, result.Err)
			item.Problem = &document
		} else {
			item.ID = &result.ID
		}
	}
	return answer
}

// batchItems are the items of a batch's body, up to graph.BatchLimit, each as it stands: one that cannot be read leaves the others.
func batchItems(c *gin.Context) ([]json.RawMessage, error) {
	var batch struct {
		Items []json.RawMessage `json:"items"`
	}
	err := firstError(queryOf(c).end(), body(c, &batch))
	switch {
	case err != nil:
	case batch.Items == nil:
		err = problem.Field("/items", "is required")
	case len(batch.Items) > graph.BatchLimit:
		err = problem.Field("/items", "has more than %d items", graph.BatchLimit)
	}
	return batch.Items, err
}

// putBatch answers what change makes of each item that can be read, and why the others cannot.
func putBatch[T any](s *service, c *gin.Context, change func([]T) ([]graph.Result, error)) {
	items, err := batchItems(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	results := make([]graph.Result, len(items))
	var readable []T
	var places []int // of the readable ones
	for i, item := range items {
		var read T
		if err := decodeBody(c, item, &read); err != nil {
			results[i] = graph.Result{Status: graph.Refused, Err: err}
			continue
		}
		readable, places = append(readable, read), append(places, i)
	}
	changed, err := change(readable)
	for i, result := range changed {
		results[places[i]] = result
	}
	s.answer(c, http.StatusOK, s.batchResult(c, results), err)
}
