import StoryService

extension EventSequence {
    /// Reports all events of a service, one after the other, while the service runs. Returns after the last one.
    ///
    /// - Parameters:
    ///   - state: what `report` accumulates.
    ///   - run: runs the service, with which the events end.
    /// - Throws: what `run` throws.
    func reported<State: Sendable, E: Error>(
        into state: State, _ report: @escaping @Sendable (inout State, Event) -> Void,
        while run: () async throws(E) -> Void
    ) async throws(E) -> State {
        // Not a child task: it reads to the end even if the service has failed.
        let reading = Task {
            var state = state
            for await event in self { report(&state, event) }
            return state
        }
        do throws(E) {
            try await run()
        } catch {
            _ = await reading.value
            throw error
        }
        return await reading.value
    }
}
