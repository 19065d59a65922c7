package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
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
