import { Platform } from 'cdk8s-statecraft';

export const staging = Platform.define({ kubernetesVersion: '1.36', storageClasses: ['standard'] });
export const production = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast', 'standard'] });
