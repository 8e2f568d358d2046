internal import CLCMS
internal import Libav

/// Converts a profile's colours to sRGB with Little CMS: relative colorimetric, without black point compensation.
///
/// Corresponds to `cmsHTRANSFORM`.
@safe final class ColorTransform {
    private let context: OpaquePointer
    private let transform: UnsafeMutableRawPointer

    /// The use of a transform.
    enum Care {
        /// For use: computes tables, which takes up to a tenth of a second.
        case thorough
        /// To see whether the transform can be made.
        case trial
    }

    /// - Parameters:
    ///   - profile: not ``SourceProfile/unfit``.
    ///   - input: Little CMS's number for the layout of the source pixels.
    ///   - output: likewise, for the target pixels.
    /// - Throws: ``PictureFault`` if the profile is damaged or Little CMS cannot use it.
    ///
    /// Corresponds to `cmsCreateTransformTHR`.
    init(
        _ profile: SourceProfile, from input: UInt32, to output: UInt32, care: Care = .thorough
    ) throws(PictureFault) {
        guard let context = unsafe cmsCreateContext(nil, nil) else {
            throw PictureFault(.tooLarge(.pixels), "there is not enough memory for the picture's colours")
        }
        let source = unsafe Self.open(profile, context)
        let target = unsafe cmsCreate_sRGBProfileTHR(context)
        defer {
            if let source = unsafe source { unsafe _ = cmsCloseProfile(source) }
            if let target = unsafe target { unsafe _ = cmsCloseProfile(target) }
        }
        var flags = UInt32(cmsFLAGS_COPY_ALPHA)
        flags |= UInt32(care == .thorough ? cmsFLAGS_HIGHRESPRECALC : cmsFLAGS_NOOPTIMIZE)
        guard unsafe source != nil, unsafe target != nil,
            let transform = unsafe cmsCreateTransformTHR(
                context, source, input, target, output, UInt32(INTENT_RELATIVE_COLORIMETRIC), flags)
        else {
            unsafe cmsDeleteContext(context)
            throw PictureFault(.damaged, "the colour profile cannot be used")
        }
        unsafe self.context = context
        unsafe self.transform = transform
    }

    deinit {
        unsafe cmsDeleteTransform(transform)
        unsafe cmsDeleteContext(context)
    }

    /// Converts rows of pixels; works in place if both are the same memory and the pixels have the same size.
    ///
    /// Corresponds to `cmsDoTransformLineStride`.
    @unsafe func convert(
        _ source: UnsafeRawPointer, stride: Int, to target: UnsafeMutableRawPointer, targetStride: Int,
        width: Int, height: Int
    ) {
        unsafe cmsDoTransformLineStride(
            transform, source, target, UInt32(width), UInt32(height), UInt32(stride), UInt32(targetStride), 0,
            0)
    }

    /// Converts the pixels of one picture into those of another of the same size.
    ///
    /// - Precondition: both have the layouts that the transform was made for.
    func convert(_ source: borrowing Frame, into target: inout Frame) {
        source.withPlane(0) { source, from in
            target.withMutablePlane(0) { target, to in
                unsafe source.withUnsafeBytes { source in
                    unsafe target.withUnsafeMutableBytes { target in
                        guard let source = source.baseAddress, let target = target.baseAddress else {
                            return
                        }
                        unsafe convert(
                            source, stride: from.stride, to: target, targetStride: to.stride,
                            width: from.width, height: from.height)
                    }
                }
            }
        }
    }

    private static func open(
        _ profile: SourceProfile, _ context: OpaquePointer
    ) -> UnsafeMutableRawPointer? {
        switch profile {
        case .rgb(let bytes), .gray(let bytes), .inks(let bytes):
            return unsafe bytes.withUnsafeBytes {
                unsafe cmsOpenProfileFromMemTHR(context, $0.baseAddress, UInt32($0.count))
            }
        case .chromaticities(let points):
            // The curve of IEC 61966-2-1, in the form of ICC.1:2022, 10.18.
            let curve =
                unsafe points.gamma.map { unsafe cmsBuildGamma(context, $0) }
                ?? cmsBuildParametricToneCurve(
                    context, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
            guard let curve = unsafe curve else { return nil }
            defer { unsafe cmsFreeToneCurve(curve) }
            var white = cmsCIExyY(points.white)
            var primaries = cmsCIExyYTRIPLE(
                Red: cmsCIExyY(points.red), Green: cmsCIExyY(points.green), Blue: cmsCIExyY(points.blue))
            let curves: [OpaquePointer?] = unsafe [curve, curve, curve]
            return unsafe cmsCreateRGBProfileTHR(context, &white, &primaries, curves)
        case .unfit:
            return nil
        }
    }
}

extension cmsCIExyY {
    fileprivate init(_ point: Chromaticities.Point) {
        self.init(x: point.x, y: point.y, Y: 1)
    }
}
