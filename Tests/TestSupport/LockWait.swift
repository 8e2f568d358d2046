import Foundation

/// Waits for a lock of this process that a child holds which another test forks in this moment: until it closes what it
/// inherits.
///
/// - Parameter isDone: tries what the lock is in the way of; called until it says true.
/// - Returns: whether it did, within 20 s.
public func whenForkedChildrenLetGo(_ isDone: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while true {
        if try isDone() { return true }
        if ContinuousClock.now >= end { return false }
        Thread.sleep(forTimeInterval: 0.01)
    }
}
