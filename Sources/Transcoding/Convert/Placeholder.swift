public import Libav
internal import Story

struct ColorPass: Sendable {
    init(from: Colorimetry, bitDepth: Int) {}
    func apply(_ s: borrowing Frame, orientation: Orientation, to t: inout Frame, atX: Int, atY: Int) {
        fatalError()
    }
}
struct BlurredBackground { func fill(_ c: inout Frame, from: inout Frame) { c.fillBlack() } }
extension Frame { mutating func fillBlack() {} }
struct KenBurnsCamera: ~Copyable {
    init(_ f: borrowing Frame, for: ExportPlan, converter: inout Converter) throws {}
    mutating func frame(_ i: Int) throws -> Frame { fatalError() }
}
// Stand-ins until the colour pass, the blur and Ken Burns land; whoever lands one deletes its lines here.
extension Colorimetry { public func resolved(width: Int, height: Int, isRGB: Bool) -> Colorimetry { .bt709 } }
struct PlaneTurner {
    let orientation: Orientation
    func copy(_ s: borrowing Frame, to t: inout Frame, atX x: Int, atY y: Int) {
        for plane in 0..<3 {
            let sh = plane == 0 ? 0 : 1
            s.withPlane(plane) { a, la in
                t.withMutablePlane(plane) { b, lb in
                    let o = orientation
                    let (w, h) = o.swapsAxes ? (la.height, la.width) : (la.width, la.height)
                    for yy in 0..<min(h, lb.height - (y >> sh)) {
                        for xx in 0..<min(w, lb.width - (x >> sh)) {
                            let p = o.source(x: xx, y: yy, width: la.width, height: la.height)
                            b[(yy + (y >> sh)) * lb.stride + xx + (x >> sh)] = a[p.y * la.stride + p.x]
                        }
                    }
                }
            }
        }
    }
}
