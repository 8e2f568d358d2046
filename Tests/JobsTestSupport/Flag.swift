internal import Threading

/// Something that is so or not.
package final class Flag: Sendable {
    private let value = Lock(false)

    package init() {}

    package var isSet: Bool { value.withLock { $0 } }

    package func set(_ isSet: Bool) {
        value.withLock { $0 = isSet }
    }
}
