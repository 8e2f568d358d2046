#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Which parser this process feeds: the one that `FUZZ_PARSER` names.
private let parser: Parser = {
    let name = unsafe getenv("FUZZ_PARSER").map { unsafe String(cString: $0) } ?? ""
    guard let parser = Parser(rawValue: name) else {
        fatalError("FUZZ_PARSER is '\(name)'; known are \(Parser.allCases.map(\.rawValue))")
    }
    return parser
}()

/// What libFuzzer calls with each input (LLVM documentation, "libFuzzer").
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    parser.parse(bytes)
    return 0
}
