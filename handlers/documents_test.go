package handlers

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"kith/docs"
)

// verbs are the ends of paths that the router cannot tell from the parameter before them: the handler does.
var verbs = map[string][]string{
	"POST /contacts/{id}": {":depart", ":merge"}, "POST /accounts/{id}": {":merge"}, "POST /audit/{id}": {":undo"}, "POST /bin/{id}": {":restore"},
	"POST /introduction-requests/{id}": {":accept", ":decline", ":done"},
}

// Every route under /api/v1 is in the API document, and nothing else is.
func TestTheDocumentHasJustTheRoutes(t *testing.T) {
	var document struct {
		BasePath string                                `json:"basePath"`
		Paths    map[string]map[string]json.RawMessage `json:"paths"`
	}
	require.NoError(t, json.Unmarshal(docs.Swagger, &document))
	require.Equal(t, base, document.BasePath)
	var documented []string
	for path, operations := range document.Paths {
		for method := range operations {
			documented = append(documented, strings.ToUpper(method)+" "+path)
		}
	}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	s := &service{Service: &Service{}, metrics: NewMetrics()}
	s.routes(engine)
	var routed []string
	for _, route := range engine.Routes() {
		if path, found := strings.CutPrefix(route.Path, base); found {
			name := route.Method + " " + inDocument(path)
			ends := verbs[name]
			if ends == nil {
				ends = []string{""}
			}
			for _, end := range ends {
				routed = append(routed, name+end)
			}
		}
	}
	slices.Sort(documented)
	slices.Sort(routed)
	require.Equal(t, routed, documented, "routes, then what the document has")
}

// inDocument is a router's path in the document's form: {id} for :id, and no escaped colon.
func inDocument(path string) string {
	segments := strings.Split(strings.ReplaceAll(path, `\:`, "\x00"), "/")
	for i, segment := range segments {
		if name, found := strings.CutPrefix(segment, ":"); found {
			segments[i] = "{" + name + "}"
		}
	}
	return strings.ReplaceAll(strings.Join(segments, "/"), "\x00", ":")
}
