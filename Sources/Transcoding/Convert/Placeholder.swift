internal import Libav

struct KenBurnsCamera: ~Copyable {
    init(_ f: borrowing Frame, for: ExportPlan, converter: inout Converter) throws {}
    mutating func frame(_ i: Int) throws -> Frame { fatalError() }
}
// Stand-in until Ken Burns lands; whoever lands it deletes its lines here.
