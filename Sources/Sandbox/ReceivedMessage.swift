#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A message and the open files that came with it.
///
/// Owns the descriptors until the caller takes them, and closes the rest.
public struct ReceivedMessage: ~Copyable {
    public let bytes: [UInt8]
    private var descriptors: ReceivedDescriptors

    init(bytes: [UInt8], descriptors: consuming ReceivedDescriptors) {
        self.bytes = bytes
        self.descriptors = descriptors
    }

    /// Hands the descriptors over to the caller, in the order in which they were sent. The caller must close them.
    public mutating func takeDescriptors() -> [Int32] { descriptors.take() }
}

/// Descriptors that have arrived and have no other owner yet.
struct ReceivedDescriptors: ~Copyable {
    let limit: Int
    private var numbers: [Int32] = []

    init(limit: Int) {
        self.limit = limit
    }

    deinit { for number in numbers { close(number) } }

    /// How many more may arrive.
    var remaining: Int { limit - numbers.count }

    mutating func append(_ arrived: ArraySlice<Int32>) { numbers += arrived }

    mutating func take() -> [Int32] {
        defer { numbers = [] }
        return numbers
    }
}
