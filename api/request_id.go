package api

import "context"

type requestIDKey struct{}

// requestID is the id of the request that ctx belongs to, or "".
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// identified gives a request an id of our own making. A client's id is not taken
// over: it would be written to logs, and could hold anything.
func identified(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}
