package import Jobs

/// A kind of store. Each passes the same tests.
package struct StoreEngine: Sendable, CustomStringConvertible {
    package let description: String
    /// Whether all its runners are of one machine, with which its clock starts anew: then a restart ends all leases.
    package let isOfOneMachine: Bool
    /// Gives a place for a new queue. The folder is empty, and belongs to one test.
    let place: @Sendable (_ folder: String) throws -> Place

    /// Where a queue is kept that only one test uses.
    package struct Place: Sendable {
        /// Opens the queue with a clock to judge by. Makes the queue if it does not exist.
        package let open: @Sendable (any JobClock) throws(JobStoreError) -> any JobStore
        /// Takes the queue away from all that have it open.
        package let remove: @Sendable () -> Void
        /// Looks for damage in all of the queue.
        package let check: @Sendable () throws(JobStoreError) -> Void
    }

    /// The engines that all suites run on.
    package static let all: [StoreEngine] = [.sqlite]

    /// Those of one machine, for what a restart does.
    package static let ofOneMachine = all.filter(\.isOfOneMachine)
}
