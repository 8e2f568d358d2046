package import Jobs

extension JobContext {
    /// Waits until the job is to stop.
    package func untilStopped() async {
        await withCheckedContinuation { continuation in
            onStop { _ in continuation.resume() }
        }
    }
}
